<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AlarmStrip</name>
    <message numerus="yes">
        <source> · and %n more</source>
        <translation>
            <numerusform> · and %n more</numerusform>
            <numerusform> · and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NearPanel</name>
    <message numerus="yes">
        <source>%n unit(s) within reach of the circle</source>
        <translation>
            <numerusform>%n unit inside the circle</numerusform>
            <numerusform>%n units inside the circle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message numerus="yes">
        <source>%n case(s) selected on the map — show all again</source>
        <translation>
            <numerusform>%n case selected on the map — show all again</numerusform>
            <numerusform>%n cases selected on the map — show all again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new emergency(ies) out of sight — show</source>
        <translation>
            <numerusform>%n new emergency out of sight — show</numerusform>
            <numerusform>%n new emergencies out of sight — show</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnitsView</name>
    <message numerus="yes">
        <source>Position not older than %n minute(s)</source>
        <translation>
            <numerusform>Position not older than %n minute</numerusform>
            <numerusform>Position not older than %n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
