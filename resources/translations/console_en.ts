<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>QueueView</name>
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
