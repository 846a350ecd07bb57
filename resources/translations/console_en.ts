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
    <name>EmergencyList</name>
    <message numerus="yes">
        <source>%n emergency(s) waiting</source>
        <translation>
            <numerusform>%n emergency waiting</numerusform>
            <numerusform>%n emergencies waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message numerus="yes">
        <source>after %n minute(s) without a touch</source>
        <translation>
            <numerusform>after %n minute without a touch</numerusform>
            <numerusform>after %n minutes without a touch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NearPanel</name>
    <message numerus="yes">
        <source>%n unit(s) within reach of the circle</source>
        <extracomment>Margins, edges and a scroll bar beside the columns, logical pixels.</extracomment>
        <translation>
            <numerusform>%n unit inside the circle</numerusform>
            <numerusform>%n units inside the circle</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message numerus="yes">
        <source>%n case(s) more than can be picked at once were left out.</source>
        <translation>
            <numerusform>%n case more than can be picked at once was left out.</numerusform>
            <numerusform>%n cases more than can be picked at once were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) copied.</source>
        <translation>
            <numerusform>%n case copied.</numerusform>
            <numerusform>%n cases copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicksDialog</name>
    <message numerus="yes">
        <source>The same for %n case(s)</source>
        <translation>
            <numerusform>The same for %n case</numerusform>
            <numerusform>The same for %n cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n case(s)</source>
        <translation>
            <numerusform>Send to %n case</numerusform>
            <numerusform>Send to %n cases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueChoice</name>
    <message numerus="yes">
        <source>%n case(s) selected on the map — show all again</source>
        <translation>
            <numerusform>%n case selected on the map — show all again</numerusform>
            <numerusform>%n cases selected on the map — show all again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueEdge</name>
    <message numerus="yes">
        <source>%n new urgent</source>
        <translation>
            <numerusform>%n new urgent</numerusform>
            <numerusform>%n new urgent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message numerus="yes">
        <source>%n picked — do …</source>
        <translation>
            <numerusform>%n picked — do …</numerusform>
            <numerusform>%n picked — do …</numerusform>
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
