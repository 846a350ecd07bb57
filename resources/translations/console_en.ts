<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>App</source>
        <comment>A console already runs on this data folder:
{what}
Use that window, or start this one with --data and another folder.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>App</source>
        <comment>The data folder cannot be written:
{what}
{detail}
Free some space or rights there, or start with --data and another folder.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>App</source>
        <comment>The database in the data folder is damaged and was left as it is:
{what}
{detail}
Restore a backup of it, or start with --data and another folder.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>App</source>
        <comment>This is not a usable address of a central: {what}
{detail}
It looks like http://central.example:8420</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
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
