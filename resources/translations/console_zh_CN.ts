<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Select a case first.</source>
        <extracomment>A reason in the person&apos;s words, in the language of the moment it is asked for. Chooses the unit for &quot;send&quot; and &quot;redirect&quot; and sends it; the command id, None for a no.</extracomment>
        <translation>请先选择案件。</translation>
    </message>
    <message>
        <source>Already sent; waiting for the answer.</source>
        <translation>已发送，正在等待回复。</translation>
    </message>
    <message>
        <source>No unit is at this case.</source>
        <translation>该案件没有已指派的力量。</translation>
    </message>
    <message>
        <source>Nobody has told another case apart from this one.</source>
        <translation>没有案件被标记为与本案非重复。</translation>
    </message>
    <message>
        <source>This is a replay: nothing can be sent.</source>
        <translation>当前为回放，不能发送任何操作。</translation>
    </message>
    <message>
        <source>This seat may only watch.</source>
        <translation>本席位为只读。</translation>
    </message>
    <message>
        <source>Central has refused this seat; sign in again.</source>
        <translation>中心拒绝了本席位，请重新登录。</translation>
    </message>
    <message>
        <source>Not connected to central yet.</source>
        <translation>尚未连接中心。</translation>
    </message>
    <message>
        <source>Nothing waits for a decision.</source>
        <translation>没有待审批的申请。</translation>
    </message>
    <message>
        <source>Not possible while the case is: {state}.</source>
        <translation>案件处于“{state}”时不能进行此操作。</translation>
    </message>
    <message>
        <source>Your posts do not allow this.</source>
        <translation>您的岗位无权进行此操作。</translation>
    </message>
    <message>
        <source>Something else waits for a decision already.</source>
        <translation>已有一项申请待审批。</translation>
    </message>
    <message>
        <source>Only the level above decides this now.</source>
        <translation>现只能由上一级决定。</translation>
    </message>
    <message>
        <source>You asked for it yourself: somebody else has to approve it.</source>
        <translation>这是您本人提出的申请，须由他人批准。</translation>
    </message>
    <message>
        <source>You do not hold this case.</source>
        <translation>您未认领该案件。</translation>
    </message>
    <message>
        <source>You hold this case already.</source>
        <translation>您已认领该案件。</translation>
    </message>
    <message>
        <source>Held by {holder}.</source>
        <translation>已由{holder}认领。</translation>
    </message>
    <message>
        <source>Take next</source>
        <translation>领取下一件</translation>
    </message>
    <message>
        <source>Claim the most urgent case nobody holds</source>
        <translation>认领最紧急的无人认领案件</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Hold this case so that nobody else decides on it</source>
        <translation>认领该案件，避免他人同时处理</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Give the case back to the queue</source>
        <translation>将案件退回队列</translation>
    </message>
    <message>
        <source>Assign unit</source>
        <translation>指派力量</translation>
    </message>
    <message>
        <source>Send an officer or a drone to the case</source>
        <translation>派网格员或无人机前往现场</translation>
    </message>
    <message>
        <source>Send the best unit</source>
        <translation>派出首选力量</translation>
    </message>
    <message>
        <source>Send the free unit that is recommended first</source>
        <translation>派出推荐排在第一位的空闲力量</translation>
    </message>
    <message>
        <source>Take a busy unit</source>
        <translation>抽调忙碌力量</translation>
    </message>
    <message>
        <source>Names the best busy unit and the case it would leave; again sends it</source>
        <translation>先说明最合适的忙碌力量及其将离开的案件；再按一次即派出</translation>
    </message>
    <message>
        <source>Withdraw unit</source>
        <translation>撤回力量</translation>
    </message>
    <message>
        <source>Call a unit back from the case</source>
        <translation>将力量从该案件撤回</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Hand the filed case to a department</source>
        <translation>将已立案案件派遣给专业部门</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Send the case on to another department, with a reason</source>
        <translation>将案件改派其他部门，并注明原因</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Write into the history of the case</source>
        <translation>写入案件办理经过</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Add a picture, a video or a document to the case</source>
        <translation>为案件添加图片、视频或文档</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Close the case, with its outcome</source>
        <translation>按处置结果结案</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新立案</translation>
    </message>
    <message>
        <source>Open a closed case again, with a new limit</source>
        <translation>重新打开已结案件，并重新计时</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Accept the report as a case</source>
        <translation>受理该上报</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Turn the report down, with a reason</source>
        <translation>不予受理，并注明原因</translation>
    </message>
    <message>
        <source>File</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Approve filing of the accepted case</source>
        <translation>批准已受理案件立案</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>开始处置</translation>
    </message>
    <message>
        <source>The department has begun</source>
        <translation>专业部门已开始处置</translation>
    </message>
    <message>
        <source>Feedback</source>
        <translation>处理反馈</translation>
    </message>
    <message>
        <source>Report the department&apos;s result</source>
        <translation>反馈专业部门的处理结果</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Confirm the result, or send the case back for rework</source>
        <translation>核查通过，或退回返工</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Ask to hand the case back to the dispatcher</source>
        <translation>申请将案件退回派遣员</translation>
    </message>
    <message>
        <source>Extend</source>
        <translation>延时</translation>
    </message>
    <message>
        <source>Ask for more time; the deadline moves when it is approved</source>
        <translation>申请延长时限，批准后顺延</translation>
    </message>
    <message>
        <source>Rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Ask to have the work done again</source>
        <translation>申请重新处置</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Ask to suspend the case; the clock stops when it is approved</source>
        <translation>申请挂账，批准后停止计时</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Take up the suspended case again; the clock runs on</source>
        <translation>恢复挂账案件，继续计时</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Grant what has been asked for</source>
        <translation>同意所申请的事项</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>不批准</translation>
    </message>
    <message>
        <source>Refuse what has been asked for</source>
        <translation>不同意所申请的事项</translation>
    </message>
    <message>
        <source>Escalate</source>
        <translation>提级</translation>
    </message>
    <message>
        <source>Hand the decision to the level above</source>
        <translation>提请上一级决定</translation>
    </message>
    <message>
        <source>Contacted</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>Record that somebody has spoken to the people there</source>
        <translation>记录已与当事人取得联系</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Strike the case off as if it had not been</source>
        <translation>将案件作废</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>并案</translation>
    </message>
    <message>
        <source>Let this case go on in another about the same matter</source>
        <translation>把本案并入反映同一问题的另一案件</translation>
    </message>
    <message>
        <source>Unmerge</source>
        <translation>撤销并案</translation>
    </message>
    <message>
        <source>Make the merged case one of its own again</source>
        <translation>使已并案件恢复为独立案件</translation>
    </message>
    <message>
        <source>Not a duplicate</source>
        <translation>非重复</translation>
    </message>
    <message>
        <source>Say that this case and another are two matters</source>
        <translation>说明本案与另一案件是两件事</translation>
    </message>
    <message>
        <source>Duplicate after all</source>
        <translation>撤销非重复</translation>
    </message>
    <message>
        <source>Take back that two cases are two matters</source>
        <translation>撤回“两案非重复”的说明</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Newest alerts</source>
        <translation>最新告警</translation>
    </message>
    <message>
        <source>No alert.</source>
        <translation>暂无告警。</translation>
    </message>
    <message>
        <source>overdue {time}</source>
        <translation>超期 {time}</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>案件 {number}</translation>
    </message>
</context>
<context>
    <name>AlarmStrip</name>
    <message numerus="yes">
        <source> · and %n more</source>
        <translation>
            <numerusform> · 另有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>List ({key})</source>
        <translation>列表（{key}）</translation>
    </message>
    <message>
        <source>Acknowledge those of watch areas</source>
        <translation>确认关注区的告警</translation>
    </message>
    <message>
        <source>Alert of a watch area</source>
        <translation>关注区告警</translation>
    </message>
</context>
<context>
    <name>AlertCorner</name>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
</context>
<context>
    <name>AlertDesk</name>
    <message>
        <source>No alert waits to be acknowledged.</source>
        <translation>没有待确认的告警。</translation>
    </message>
    <message>
        <source>{kind}: {what}</source>
        <translation>{kind}：{what}</translation>
    </message>
    <message>
        <source>Choose an alert that nobody has acknowledged yet.</source>
        <translation>请先选一条尚无人确认的告警。</translation>
    </message>
    <message>
        <source>The acknowledgement is on its way already.</source>
        <translation>确认已在途中，无需重复。</translation>
    </message>
    <message>
        <source>At most {n} by one act; again for the next.</source>
        <translation>一次最多 {n} 条；再按一次处理其余的。</translation>
    </message>
    <message>
        <source>{kind}, {place}</source>
        <translation>{kind}，{place}</translation>
    </message>
    <message>
        <source>✕ {n} of {all} acknowledged ({what}); refused: {why}</source>
        <translation>✕ 已确认 {n}/{all}（{what}）；被拒：{why}</translation>
    </message>
    <message>
        <source>… {n} of {all} acknowledged ({what}). Central is away: {kept} wait in the outbox, {left} are still to be acknowledged.</source>
        <translation>… 已确认 {n}/{all}（{what}）。中心连接不上：{kept} 条在发件箱中等待，{left} 条仍待确认。</translation>
    </message>
    <message>
        <source>✓ Acknowledged in your name, {n}: {what}</source>
        <translation>✓ 已以您的名义确认 {n} 条：{what}</translation>
    </message>
    <message>
        <source>Choose a group of alerts first.</source>
        <translation>请先选一组告警。</translation>
    </message>
    <message>
        <source>What is critical cannot be put aside.</source>
        <translation>严重告警不能搁置。</translation>
    </message>
</context>
<context>
    <name>AlertModel</name>
    <message>
        <source>Alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>For</source>
        <translation>已持续</translation>
    </message>
    <message>
        <source>Seen by</source>
        <translation>确认人</translation>
    </message>
</context>
<context>
    <name>AlertStrip</name>
    <message>
        <source>Flood: {n} new in the last minute</source>
        <translation>告警洪峰：最近一分钟新增 {n} 条</translation>
    </message>
    <message>
        <source>♪✕ muted, {time} left</source>
        <translation>♪✕ 已静音，还剩 {time}</translation>
    </message>
    <message>
        <source>Next ({key})</source>
        <translation>下一条（{key}）</translation>
    </message>
    <message>
        <source>List ({key})</source>
        <translation>列表（{key}）</translation>
    </message>
    <message>
        <source>Alerts that wait</source>
        <translation>待确认的告警</translation>
    </message>
</context>
<context>
    <name>AlertView</name>
    <message>
        <source>▲ Flood: {n} new alerts in the last minute, shown as one for each kind</source>
        <translation>▲ 告警洪峰：最近一分钟新增 {n} 条，每类合为一行</translation>
    </message>
    <message>
        <source>Over for more than a day, in the queue only: {n}</source>
        <translation>超时一天以上、只列在队列中：{n}</translation>
    </message>
    <message>
        <source>♪✕ {time} left</source>
        <translation>♪✕ 还剩 {time}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Note with the acknowledgement (may stay empty)</source>
        <translation>随确认附上的备注（可不填）</translation>
    </message>
    <message>
        <source>All of the group one stands on, in my name, with what was refused said</source>
        <translation>以我的名义确认所在分组的全部告警，并说明被拒的</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>In my name, for everybody</source>
        <translation>以本人名义确认，所有席位可见</translation>
    </message>
    <message>
        <source>Whole group</source>
        <translation>整组确认</translation>
    </message>
    <message>
        <source>Aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>No news of it for half an hour</source>
        <translation>半小时内不再提示</translation>
    </message>
    <message>
        <source>No sound for ten minutes; nothing is hidden</source>
        <translation>十分钟内不发声，告警照常显示</translation>
    </message>
    <message>
        <source>{what} ({key})</source>
        <translation>{what}（{key}）</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>{n} places</source>
        <translation>{n} 处</translation>
    </message>
    <message>
        <source>aside until {time}</source>
        <translation>搁置至 {time}</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>发送中…</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>… 还有 {n} 条</translation>
    </message>
    <message>
        <source>{unit}, sent to {id}</source>
        <translation>{unit}，派往 {id}</translation>
    </message>
    <message>
        <source>{by} {time}</source>
        <translation>{by} {time}</translation>
    </message>
    <message>
        <source>… and {n} more groups</source>
        <translation>… 还有 {n} 组</translation>
    </message>
    <message>
        <source>{sign} {klass}: {what}, {place}, {n}, {age}</source>
        <translation>{sign} {klass}：{what}，{place}，{n}，{age}</translation>
    </message>
    <message>
        <source>Untaken emergency</source>
        <translation>突发事件无人领取</translation>
    </message>
    <message>
        <source>Emergency: call back missed</source>
        <translation>突发事件：逾时未联系</translation>
    </message>
    <message>
        <source>Emergency: arrival missed</source>
        <translation>突发事件：逾时未抵达</translation>
    </message>
    <message>
        <source>Unit sent and silent</source>
        <translation>已派单元失联</translation>
    </message>
    <message>
        <source>Sent back three times or more</source>
        <translation>退回三次及以上</translation>
    </message>
    <message>
        <source>Limit breached</source>
        <translation>已超时限</translation>
    </message>
    <message>
        <source>Sensor or drone reports</source>
        <translation>传感器或无人机上报</translation>
    </message>
    <message>
        <source>Watched area entered</source>
        <translation>进入关注区域</translation>
    </message>
    <message>
        <source>Limit near</source>
        <translation>即将超时</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>严重</translation>
    </message>
    <message>
        <source>high</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>low</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>轻松</translation>
    </message>
    <message>
        <source>manageable</source>
        <translation>可应付</translation>
    </message>
    <message>
        <source>too many for one person</source>
        <translation>一人难以应付</translation>
    </message>
    <message>
        <source>flood</source>
        <translation>告警洪峰</translation>
    </message>
    <message>
        <source>{n} new in 10 min: {load}</source>
        <extracomment>A shape for each class, so that no meaning hangs on colour alone.</extracomment>
        <translation>10 分钟新增 {n} 条：{load}</translation>
    </message>
    <message>
        <source>critical/high/low {a}/{b}/{c} % (guide 5/15/80)</source>
        <translation>严重/重要/一般 {a}/{b}/{c} %（准则 5/15/80）</translation>
    </message>
    <message>
        <source>ANSI/ISA-18.2 and EEMUA 191: for one person about 1 alert in 10 minutes is acceptable, about {most} are the most, more than {flood} are a flood. Of all alerts some 5 % should be critical, 15 % high, 80 % low.</source>
        <translation>ANSI/ISA-18.2 与 EEMUA 191：每人每 10 分钟约 1 条为宜，至多约 {most} 条，超过 {flood} 条即为洪峰。全部告警中约 5 % 应为严重，15 % 重要，80 % 一般。</translation>
    </message>
</context>
<context>
    <name>App</name>
    <message>
        <source>A console already runs on this data folder:
{what}
Use that window, or start this one with --data and another folder.</source>
        <translation>这个数据文件夹上已有一个调度台在运行：
{what}
请使用那个窗口，或用 --data 指定另一个文件夹启动。</translation>
    </message>
    <message>
        <source>Central&apos;s port is taken by another program.
{what}
{detail}
Start again.</source>
        <translation>中心服务的端口被其他程序占用。
{what}
{detail}
请重新启动。</translation>
    </message>
    <message>
        <source>The data folder cannot be written:
{what}
{detail}
Free some space or rights there, or start with --data and another folder.</source>
        <translation>数据文件夹无法写入：
{what}
{detail}
请在那里腾出空间或开放权限，或用 --data 指定另一个文件夹启动。</translation>
    </message>
    <message>
        <source>The city&apos;s data cannot be read:
{what}
{detail}</source>
        <translation>无法读取城市数据：
{what}
{detail}</translation>
    </message>
    <message>
        <source>The database in the data folder is damaged and was left as it is:
{what}
{detail}
Restore a backup of it, or start with --data and another folder.</source>
        <translation>数据文件夹中的数据库已损坏，文件保持原样：
{what}
{detail}
请恢复备份，或用 --data 指定另一个文件夹启动。</translation>
    </message>
    <message>
        <source>This file cannot be replayed:
{what}
{detail}</source>
        <translation>这个文件无法回放：
{what}
{detail}</translation>
    </message>
    <message>
        <source>This is not a usable address of a central: {what}
{detail}
It looks like http://central.example:8420</source>
        <translation>这不是可用的中心服务地址：{what}
{detail}
正确的写法如 http://central.example:8420</translation>
    </message>
    <message>
        <source>No operator&apos;s token could be read from this file:
{what}
{detail}
Its first line must be one token and nothing else. Of central&apos;s tokens.toml, which holds several, copy one without its quotes to a file of its own.</source>
        <translation>无法从此文件读出操作员令牌：
{what}
{detail}
文件第一行应只有一个令牌。中心的 tokens.toml 存有多个令牌：请将其中一个（不含引号）单独存成一个文件。</translation>
    </message>
    <message>
        <source>The embedded central did not start.
{what}
{detail}</source>
        <translation>内置中心服务没有启动。
{what}
{detail}</translation>
    </message>
    <message>
        <source>{what}
{detail}</source>
        <translation>{what}
{detail}</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>调度台</translation>
    </message>
    <message>
        <source>Line {line}: {why}</source>
        <extracomment>After so long a thread that waits for the interpreter is let in. A command goes through several threads, and the screen&apos;s own waits just as long for them: the usual 5 ms add up. A wall in a window, for whoever has no second screen; a seat that is drawn in memory.</extracomment>
        <translation>第 {line} 行：{why}</translation>
    </message>
</context>
<context>
    <name>Batch</name>
    <message>
        <source>It could not be sent.</source>
        <extracomment>So many are on their way at once: enough to hide the round trip, few enough to stop in time. So many are judged or sent before the event loop has its turn. A preview judges no more than these; the rest is judged when its turn comes.</extracomment>
        <translation>未能派出。</translation>
    </message>
    <message>
        <source>{action}: {n} of {total}</source>
        <extracomment>A batch without a refusal is told for so long.</extracomment>
        <translation>{action}：{n} / {total}</translation>
    </message>
    <message>
        <source>refused {n}</source>
        <translation>被拒 {n}</translation>
    </message>
    <message>
        <source>in the outbox {n}</source>
        <translation>在发件箱 {n}</translation>
    </message>
    <message>
        <source>not sent {n}</source>
        <translation>未发送 {n}</translation>
    </message>
    <message>
        <source>Another batch is still running: wait for its end, or stop it.</source>
        <translation>另一批操作还在进行：请等它结束，或停止它。</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>No batch has been sent yet. Type for example: claim 1020-1026</source>
        <translation>还没有批量操作。可输入例如：claim 1020-1026</translation>
    </message>
    <message>
        <source>Stopped before it was sent.</source>
        <translation>发送前已停止。</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>批量操作</translation>
    </message>
    <message>
        <source>Once more for these</source>
        <translation>对这些重试</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cases that were refused</source>
        <translation>被拒绝的案件</translation>
    </message>
</context>
<context>
    <name>BatchStrip</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What was refused ({key})</source>
        <translation>查看被拒的（{key}）</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>BestUnits</name>
    <message>
        <source>Who to send</source>
        <translation>派谁去</translation>
    </message>
    <message>
        <source>{key} sends the first</source>
        <translation>{key} 派出第一位</translation>
    </message>
    <message>
        <source>Take …</source>
        <translation>抽调…</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>派出</translation>
    </message>
    <message>
        <source>Take {unit} from its case</source>
        <translation>从其案件抽调 {unit}</translation>
    </message>
    <message>
        <source>Send {unit}</source>
        <translation>派出 {unit}</translation>
    </message>
    <message>
        <source>{free} of {all} units could go</source>
        <translation>{all} 支力量中有 {free} 个可派</translation>
    </message>
    <message>
        <source>the order is held while you are here</source>
        <translation>停留期间顺序不变</translation>
    </message>
</context>
<context>
    <name>BookmarksDialog</name>
    <message>
        <source>Nothing on the map has been bookmarked yet.</source>
        <translation>还没有地图书签。</translation>
    </message>
    <message>
        <source>Bookmarks of the map</source>
        <translation>地图书签</translation>
    </message>
</context>
<context>
    <name>CaseActions</name>
    <message>
        <source>Not possible now: {n}</source>
        <extracomment>From this width on there are two columns, even if a long key has no room left. Sizes and states of one button that are kept painted.</extracomment>
        <translation>暂不可用：{n} 项</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{why} ({actions})</source>
        <translation>{why}（{actions}）</translation>
    </message>
</context>
<context>
    <name>CaseClocks</name>
    <message>
        <source>No limit runs for this case.</source>
        <extracomment>More pauses than this are counted, not listed.</extracomment>
        <translation>本案没有计时中的时限。</translation>
    </message>
    <message>
        <source>not done before the case ended; it was due {due}</source>
        <translation>案件结束前未完成；应于 {due} 前完成</translation>
    </message>
    <message>
        <source>{light}: took {spent}</source>
        <translation>{light}：用时 {spent}</translation>
    </message>
    <message>
        <source>{light}: took {spent}, {left} too long</source>
        <translation>{light}：用时 {spent}，超出 {left}</translation>
    </message>
    <message>
        <source>paused since {since}: {spent}, {left} left when resumed</source>
        <translation>{since} 起计时暂停：已用 {spent}，恢复后剩 {left}</translation>
    </message>
    <message>
        <source>paused since {since}: {spent}, {left} over</source>
        <translation>{since} 起计时暂停：已用 {spent}，已超 {left}</translation>
    </message>
    <message>
        <source>{light}: {spent}, {left} left, due {due}</source>
        <translation>{light}：已用 {spent}，剩 {left}，{due} 到期</translation>
    </message>
    <message>
        <source>{light}: {spent}, {left} over, was due {due}</source>
        <translation>{light}：已用 {spent}，已超 {left}，{due} 到期</translation>
    </message>
    <message>
        <source>begin not known</source>
        <translation>起点不明</translation>
    </message>
    <message>
        <source>{spent} of {limit}</source>
        <translation>{spent}（时限 {limit}）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{spans} and {n} before</source>
        <translation>{spans}，此前另有 {n} 次</translation>
    </message>
    <message>
        <source>stood still {spans}</source>
        <translation>暂停过 {spans}</translation>
    </message>
    <message>
        <source>{begin} – {end} ({time})</source>
        <translation>{begin} – {end}（{time}）</translation>
    </message>
</context>
<context>
    <name>CaseFiles</name>
    <message>
        <source>and {n} more; the viewer goes through all the pictures</source>
        <extracomment>The newest so many are shown; the viewer goes through all the pictures.</extracomment>
        <translation>另有 {n} 个；查看器可浏览全部图片</translation>
    </message>
    <message>
        <source>Fetching {name} …</source>
        <translation>正在获取 {name} …</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>The file was not saved: {why}.</source>
        <translation>文件未保存：{why}。</translation>
    </message>
    <message>
        <source>Saved to {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>No program of this machine opens it. Save it instead.</source>
        <translation>本机没有可打开它的程序，请改为保存。</translation>
    </message>
</context>
<context>
    <name>CaseForm</name>
    <message>
        <source>busy with case {number}</source>
        <extracomment>The nearest free units offered before anything is typed, and the most that typing finds. A unit not heard of for so long comes after those that were.</extracomment>
        <translation>正在处理案件 {number}</translation>
    </message>
    <message>
        <source>The case has changed: “{state}” now. What you typed is kept; look again.</source>
        <extracomment>The newest so many changes by others are said; the history has them all.</extracomment>
        <translation>案件已变化，现为“{state}”。您填写的内容已保留，请重新核对。</translation>
    </message>
    <message>
        <source>The case has changed: “{state}” now. {why} What you typed is kept.</source>
        <translation>案件已变化，现为“{state}”。{why}您填写的内容已保留。</translation>
    </message>
    <message>
        <source>This unit is no longer known. Choose another one.</source>
        <translation>该力量已不存在，请另选。</translation>
    </message>
    <message>
        <source>The text is {n} characters too long.</source>
        <translation>文字超长 {n} 个字符。</translation>
    </message>
    <message>
        <source>Press Enter again to send it on the case as it is now.</source>
        <translation>再按一次回车，按案件现在的状态发送。</translation>
    </message>
    <message>
        <source>Choose a department.</source>
        <translation>请选择部门。</translation>
    </message>
    <message>
        <source>Choose a reason.</source>
        <translation>请选择原因。</translation>
    </message>
    <message>
        <source>Choose a unit.</source>
        <translation>请选择力量。</translation>
    </message>
    <message>
        <source>Say whether the check was passed.</source>
        <translation>请选择核查是否通过。</translation>
    </message>
    <message>
        <source>Write something.</source>
        <translation>请填写内容。</translation>
    </message>
    <message>
        <source>Choose an open case near by, or type its number.</source>
        <translation>请选择附近的在办案件，或输入其案件号。</translation>
    </message>
    <message>
        <source>Send  Enter</source>
        <translation>发送  Enter</translation>
    </message>
    <message>
        <source>Send on the new version  Enter</source>
        <translation>按新版本发送  Enter</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <extracomment>The nearest cases of the same type offered before anything is typed, and the most typing finds. The same matter is seldom reported from farther away; by number any case can be chosen.</extracomment>
        <translation>案件号 {number}</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>No. {number}</source>
        <translation>案件 {number}</translation>
    </message>
</context>
<context>
    <name>CaseLinks</name>
    <message>
        <source>Goes on in</source>
        <extracomment>More merged cases than this are counted, not listed.</extracomment>
        <translation>已并入</translation>
    </message>
    <message>
        <source>Merged into this one:</source>
        <translation>已并入本案：</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>案件 {number}</translation>
    </message>
    <message>
        <source>This case is not on the board of this seat.</source>
        <translation>本席位看不到该案件。</translation>
    </message>
</context>
<context>
    <name>CaseNotice</name>
    <message>
        <source>“{verb}”: sending…</source>
        <extracomment>What central answers within so many ms is not worth moving the panel down and up again; the row of the case carries its mark at once.</extracomment>
        <translation>“{verb}”：发送中…</translation>
    </message>
    <message>
        <source>“{verb}”: waiting for central, {time} so far. It is sent again by itself.</source>
        <translation>“{verb}”：等待中心回复，已等 {time}，将自动重发。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>可用操作</translation>
    </message>
    <message>
        <source>History</source>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>计时</translation>
    </message>
    <message>
        <source>Pictures and files ({n})</source>
        <translation>图片与附件（{n}）</translation>
    </message>
    <message>
        <source>Similar cases ({n})</source>
        <translation>相似案件（{n}）</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>No case is selected. Choose one in the queue or on the map, or take the next.</source>
        <translation>未选择案件。请在队列或地图上选择，或领取下一件。</translation>
    </message>
    <message>
        <source>This case is not on the board (any more).</source>
        <translation>该案件已不在当前数据中。</translation>
    </message>
</context>
<context>
    <name>CaseSending</name>
    <message>
        <source>Attach files</source>
        <extracomment>Files that may be handed in at once.</extracomment>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Pictures, videos, documents</source>
        <translation>图片、视频、文档</translation>
    </message>
    <message>
        <source>At most {n} files at once: nothing was sent.</source>
        <translation>一次最多 {n} 个文件：未发送任何文件。</translation>
    </message>
</context>
<context>
    <name>CaseUnits</name>
    <message>
        <source>Withdraw</source>
        <extracomment>More units than this at one case are counted, not listed. A position older than this says little about where a unit is.</extracomment>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw {unit}</source>
        <translation>撤回 {unit}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>No unit has been sent.</source>
        <translation>尚未指派力量。</translation>
    </message>
    <message>
        <source>{unit} · {step} · no longer known to central</source>
        <translation>{unit} · {step} · 中心已无此力量</translation>
    </message>
    <message>
        <source>position is old: {age}</source>
        <translation>位置过旧：{age}</translation>
    </message>
</context>
<context>
    <name>ClockBar</name>
    <message>
        <source>No limit</source>
        <translation>无时限</translation>
    </message>
    <message>
        <source>, {time} after the limit</source>
        <translation>，超出时限 {time}</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>Overdue by {time}</source>
        <translation>已超期 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>{what}: {left}</source>
        <translation>{what}：{left}</translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation>截止 {time}</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Type a command, or / from anywhere. Tab completes.</source>
        <translation>在任意位置按 / 输入命令，Tab 补全。</translation>
    </message>
    <message>
        <source>{effect} — press Enter again to do it.</source>
        <extracomment>From so many cases on, a line has to be entered twice. Two lines of what the console answers, in pixels.</extracomment>
        <translation>{effect} — 再按一次回车执行。</translation>
    </message>
    <message>
        <source>Command ({key})</source>
        <translation>命令（{key}）</translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation>命令栏</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>case</source>
        <translation>案件号</translation>
    </message>
    <message>
        <source>other case</source>
        <translation>另一案件</translation>
    </message>
    <message>
        <source>department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>! if busy</source>
        <translation>! 忙时仍派</translation>
    </message>
    <message>
        <source>pass or fail</source>
        <translation>通过或不通过</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>place, coordinates, grid code, case or call sign</source>
        <translation>地名、坐标、网格码、案件号或呼号</translation>
    </message>
    <message>
        <source>Type what to do, for example: claim 1023 · next · assign 1023 D-007</source>
        <translation>输入要做的事，例如：认领 1023 · 下一件 · 指派 1023 D-007</translation>
    </message>
    <message>
        <source>Place {at}: a character that cannot stand in a command ({word}).</source>
        <translation>第 {at} 个字符不能用于命令（{word}），未执行。</translation>
    </message>
    <message>
        <source>Too long for a command: at most {at} characters. Nothing was done.</source>
        <translation>命令过长，最多 {at} 个字符，未执行。</translation>
    </message>
    <message>
        <source>“{word}” is no command. Known: {expected}</source>
        <translation>没有命令“{word}”。可用：{expected}</translation>
    </message>
    <message>
        <source>“{word}” can mean several commands: {expected}</source>
        <translation>“{word}”可对应多个命令：{expected}</translation>
    </message>
    <message>
        <source>Which case? Select one or type its number.</source>
        <translation>哪个案件？请选择案件或输入案件号。</translation>
    </message>
    <message>
        <source>There is no case {word}. For the selected case type “.” instead of a number.</source>
        <translation>没有案件 {word}。若指当前选中案件，请用“.”代替案件号。</translation>
    </message>
    <message>
        <source>Still missing: {slot}. {expected}</source>
        <translation>还缺：{slot}。{expected}</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” is no known {slot}. {expected}</source>
        <translation>第 {at} 个字符处：{slot}“{word}”不存在。{expected}</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” is nowhere. Tried: case number, call sign, coordinates (113.75, 23.02), grid code (E0412-N0287), name of an area.</source>
        <translation>第 {at} 字：找不到“{word}”。已按案件号、呼号、坐标（113.75, 23.02）、网格码（E0412-N0287）和地名查找。</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” fits more than one {slot}: {expected}</source>
        <translation>第 {at} 个字符处：“{word}”对应多个{slot}：{expected}</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” is more than this command takes.</source>
        <translation>第 {at} 个字符处：“{word}”多余，该命令不需要。</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” — this command takes one case at a time.</source>
        <translation>第 {at} 位：“{word}”——此命令一次只能处理一个案件。</translation>
    </message>
    <message>
        <source>Place {at}: at most {expected} cases at once. Nothing was done.</source>
        <translation>第 {at} 位：一次最多 {expected} 个案件。什么也没有执行。</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>地图定位</translation>
    </message>
    <message>
        <source>Filter the queue</source>
        <translation>筛选队列</translation>
    </message>
    <message>
        <source>Who has the case</source>
        <translation>谁在处理该案件</translation>
    </message>
    <message>
        <source>Show and change the keys</source>
        <translation>查看和修改快捷键</translation>
    </message>
    <message>
        <source>case {number}</source>
        <translation>案件 {number}</translation>
    </message>
    <message>
        <source>into case {number}</source>
        <translation>并入案件 {number}</translation>
    </message>
    <message>
        <source>{number} cases</source>
        <translation>{number} 个案件</translation>
    </message>
    <message>
        <source>numbers without a case: {number}</source>
        <translation>无案件的编号：{number} 个</translation>
    </message>
    <message>
        <source>will be refused: {number} ({why})</source>
        <translation>将被拒绝：{number} 个（{why}）</translation>
    </message>
    <message>
        <source>will be refused: {number} of the first {judged} ({why})</source>
        <translation>前 {judged} 个中将被拒绝：{number} 个（{why}）</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>failed: back for rework</source>
        <translation>不通过，退回返工</translation>
    </message>
    <message>
        <source>held by {holder}</source>
        <translation>由 {holder} 持有</translation>
    </message>
    <message>
        <source>held by nobody</source>
        <translation>无人持有</translation>
    </message>
</context>
<context>
    <name>ConsoleWindow</name>
    <message>
        <source>Nobody knows where this unit is.</source>
        <translation>该力量暂无位置。</translation>
    </message>
    <message>
        <source>Nothing waits under the menus.</source>
        <translation>菜单下方没有提示。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>案件队列</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件详情</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Grid management · dispatcher console</source>
        <translation>数字城管 · 调度台</translation>
    </message>
</context>
<context>
    <name>CriticalLine</name>
    <message>
        <source>Critical, not acknowledged: {n} | {first}</source>
        <translation>严重告警未确认：{n} | {first}</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>A window of its own: {pane}</source>
        <translation>独立窗口：{pane}</translation>
    </message>
    <message>
        <source>Back into the window: {pane}</source>
        <translation>放回主窗口：{pane}</translation>
    </message>
    <message>
        <source>Hide: {pane}</source>
        <translation>隐藏：{pane}</translation>
    </message>
</context>
<context>
    <name>EmergencyList</name>
    <message numerus="yes">
        <source>%n emergency(s) waiting</source>
        <translation>
            <numerusform>%n 起紧急案件待处置</numerusform>
        </translation>
    </message>
    <message>
        <source>Emergencies: not known yet.</source>
        <translation>紧急案件：尚不清楚。</translation>
    </message>
    <message>
        <source>No emergency is waiting.</source>
        <translation>没有待处置的紧急案件。</translation>
    </message>
    <message>
        <source>New: {what}</source>
        <translation>新到：{what}</translation>
    </message>
    <message>
        <source>{text} · and {n} more</source>
        <translation>{text} · 另有 {n} 起</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>第 {number} 号</translation>
    </message>
    <message>
        <source>the call back is overdue by {time}</source>
        <translation>回访已超时 {time}</translation>
    </message>
    <message>
        <source>the arrival is overdue by {time}</source>
        <translation>到场已超时 {time}</translation>
    </message>
    <message>
        <source>nobody has taken it for {time}</source>
        <translation>{time} 无人受理</translation>
    </message>
</context>
<context>
    <name>Entrance</name>
    <message>
        <source>This machine has no keyring that keeps secrets ({why}): you stay signed in until the console closes.</source>
        <translation>本机没有可保存密钥的钥匙串（{why}）：登录只保持到控制台关闭为止。</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>finished</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>未超期</translation>
    </message>
    <message>
        <source>in time, held</source>
        <translation>未超期，已有人认领</translation>
    </message>
    <message>
        <source>near the limit</source>
        <translation>临近超期</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>overdue, emergency</source>
        <translation>超期，紧急</translation>
    </message>
    <message>
        <source>Chosen case</source>
        <translation>选中的案件</translation>
    </message>
    <message>
        <source>Choose a case on the map or in the list.</source>
        <translation>请在地图或列表中选择案件。</translation>
    </message>
    <message>
        <source>Cases in view, the worst first</source>
        <translation>视野内的案件（最紧迫的在前）</translation>
    </message>
    <message>
        <source>{n} of {all} cases in view</source>
        <translation>视野内 {n} 件，共 {all} 件</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>Map of the cases</source>
        <translation>案件地图</translation>
    </message>
    <message>
        <source>The base map is not complete here</source>
        <translation>此处底图不完整</translation>
    </message>
    <message>
        <source>Positions in WGS-84 · without reporters, descriptions and names of staff</source>
        <translation>坐标为 WGS-84 · 不含上报人、案件描述及人员姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时限状态</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>镇街</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Doubtful place</source>
        <translation>位置存疑</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Position of</source>
        <translation>定位时间</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>At case</source>
        <translation>所在案件</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>地图当前范围</translation>
    </message>
    <message>
        <source>The queue as filtered</source>
        <translation>筛选后的队列</translation>
    </message>
    <message>
        <source>The selected case</source>
        <translation>选中的案件</translation>
    </message>
    <message>
        <source>The whole city</source>
        <translation>全市</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>态势</translation>
    </message>
    <message>
        <source>{why}: what is shown was last known at {time} and may be out of date.</source>
        <translation>{why}：所示内容最后更新于 {time}，可能已过时。</translation>
    </message>
    <message>
        <source>Picture of {time} ({zone}) · as known at {known}, event {seq}</source>
        <translation>态势时间 {time}（{zone}）· 数据截至 {known}，事件 {seq}</translation>
    </message>
    <message>
        <source>replay of a recording, not the present</source>
        <translation>记录回放，并非当前情况</translation>
    </message>
    <message>
        <source>{scope} · cases: {cases} · units: {units}</source>
        <translation>{scope} · 案件 {cases} 件 · 力量 {units} 个</translation>
    </message>
    <message>
        <source>left out, without a place: {n}</source>
        <translation>因无位置未列入 {n} 件</translation>
    </message>
    <message>
        <source>The disk is full. Make room or choose another folder</source>
        <translation>磁盘已满。请腾出空间或换一个文件夹</translation>
    </message>
    <message>
        <source>It would be too large. Choose a smaller scale or scope</source>
        <translation>文件将过大。请选择较小的倍数或范围</translation>
    </message>
    <message>
        <source>You may not write there. Choose a folder of your own, or ask for the right</source>
        <translation>您无权写入此处。请选择自己的文件夹或申请权限</translation>
    </message>
    <message>
        <source>This is a folder. Add a file name</source>
        <translation>这是一个文件夹。请加上文件名</translation>
    </message>
    <message>
        <source>The folder does not exist. Make it or choose another</source>
        <translation>文件夹不存在。请新建或另选一个</translation>
    </message>
    <message>
        <source>The system does not take this name. Choose a shorter, plain one</source>
        <translation>系统不接受此文件名。请换一个较短、普通的名称</translation>
    </message>
    <message>
        <source>The writing process ended early. Try again; what it said last</source>
        <translation>写入进程提前结束。请重试；其最后输出附后</translation>
    </message>
    <message>
        <source>It could not be written. Choose another place</source>
        <translation>无法写入。请换一个位置</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Give the whole path of the file, with its folder.</source>
        <translation>请给出文件的完整路径，包括文件夹。</translation>
    </message>
    <message>
        <source>There is a file of this name. Export again to replace it. — {path}</source>
        <translation>已有同名文件。再次点击“导出”即可替换。— {path}</translation>
    </message>
    <message>
        <source>There is no case in this choice that could be exported.</source>
        <translation>所选范围内没有可导出的案件。</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
    <message>
        <source>✓ Written, {size} MB. — {path}</source>
        <translation>✓ 已写入，{size} MB。— {path}</translation>
    </message>
    <message>
        <source>Export the situation</source>
        <translation>导出态势</translation>
    </message>
    <message>
        <source>Reporters, descriptions, who holds a case and the names of staff are never in an export; mobile and identity numbers in titles and addresses are masked.</source>
        <translation>导出文件不含上报人、案件描述、认领人及人员姓名；标题和地址中的手机号、身份证号会被遮盖。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>What</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Web page with a map, works offline (HTML)</source>
        <translation>网页地图，可离线打开（HTML）</translation>
    </message>
    <message>
        <source>Picture (PNG)</source>
        <translation>图片（PNG）</translation>
    </message>
    <message>
        <source>Sheet to print (PDF)</source>
        <translation>打印图页（PDF）</translation>
    </message>
    <message>
        <source>Data for a GIS (GeoJSON)</source>
        <translation>GIS 数据（GeoJSON）</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>表格（CSV）</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>所在区域</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Full title</source>
        <translation>完整标题</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>责任部门</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>认领人</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>处置时限</translation>
    </message>
    <message>
        <source>Sent on</source>
        <translation>改派次数</translation>
    </message>
    <message>
        <source>Doubtful place</source>
        <extracomment>From this many hand-overs on, a case is being kicked around and somebody above has to decide. Name, value, and whether something about it is wrong. The 100 m cells of the city, where somebody knows them: the map.</extracomment>
        <translation>位置存疑</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>决定权</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>权属单位</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Reworked</source>
        <translation>返工次数</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>cell {code}</source>
        <translation>单元网格 {code}</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>{who} (hold has run out)</source>
        <translation>{who}（认领已到期）</translation>
    </message>
    <message>
        <source>{who}, for another {time}</source>
        <translation>{who}，剩余 {time}</translation>
    </message>
    <message>
        <source>{times}: a higher level has to decide</source>
        <translation>{times}：须由上级裁定</translation>
    </message>
    <message>
        <source>{n} ×</source>
        <translation>{n} 次</translation>
    </message>
</context>
<context>
    <name>FaultBanner</name>
    <message>
        <source>A part of the console failed: {what} ({place}).</source>
        <translation>控制台的一部分出错：{what}（{place}）。</translation>
    </message>
    <message>
        <source>{n} times so far.</source>
        <translation>至今共 {n} 次。</translation>
    </message>
    <message>
        <source>{n} other parts failed too.</source>
        <translation>另有 {n} 处也出错。</translation>
    </message>
    <message>
        <source>The details are in {log}.</source>
        <translation>详情见 {log}。</translation>
    </message>
    <message>
        <source>The picture may lack something since then: close the console and start it again; what you have sent is kept.</source>
        <translation>此后画面可能有缺漏：请关闭控制台后重新启动；已发出的指令都会保留。</translation>
    </message>
    <message>
        <source>Central is still heard, and commands are sent as before.</source>
        <translation>仍能收到中心的消息，指令照常发送。</translation>
    </message>
    <message>
        <source>The rest of the console goes on; what you send is kept.</source>
        <translation>控制台其余部分照常工作；您发出的指令会保留。</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>FieldSet</name>
    <message>
        <source>Send it all the same: it is busy with case {number}</source>
        <translation>仍然指派（该力量正在处理案件 {number}）</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>责任部门</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核查结果</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Into case</source>
        <translation>并入案件</translation>
    </message>
    <message>
        <source>Other case</source>
        <translation>另一案件</translation>
    </message>
</context>
<context>
    <name>FileMenu</name>
    <message>
        <source>&amp;File</source>
        <extracomment>Minutes without a touch; 0: never.</extracomment>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Sign in …</source>
        <extracomment>Labels are of context &quot;FileMenu&quot;.</extracomment>
        <translation>登录…</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Lock the console</source>
        <translation>锁定控制台</translation>
    </message>
    <message>
        <source>Lock by itself</source>
        <translation>自动锁定</translation>
    </message>
    <message>
        <source>Close the console</source>
        <translation>关闭控制台</translation>
    </message>
    <message numerus="yes">
        <source>after %n minute(s) without a touch</source>
        <translation>
            <numerusform>无操作 %n 分钟后</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
</context>
<context>
    <name>FileTile</name>
    <message>
        <source>Save as …</source>
        <translation>另存为 …</translation>
    </message>
</context>
<context>
    <name>GivePage</name>
    <message>
        <source>You hold no case. A note alone can be handed over as well.</source>
        <extracomment>A draft goes to the disk this long after the last key. How soon after a change the list of what I hold follows it.</extracomment>
        <translation>您没有持有案件。也可以只交接一条说明。</translation>
    </message>
    <message>
        <source>Cases you hold: {n}; near their limit: {near}, overdue: {over}.</source>
        <translation>您持有 {n} 件案件；即将超时 {near} 件，已超时 {over} 件。</translation>
    </message>
    <message>
        <source>The colleagues cannot be asked for: {why}. The pool can be chosen.</source>
        <translation>无法查询同事：{why}。可以选择公共池。</translation>
    </message>
    <message>
        <source>{name} ({id}) · at a seat</source>
        <translation>{name}（{id}）· 在岗</translation>
    </message>
    <message>
        <source>{name} ({id})</source>
        <translation>{name}（{id}）</translation>
    </message>
    <message>
        <source>The pool: free for anybody at once</source>
        <translation>公共池：立即可由任何人接手</translation>
    </message>
    <message>
        <source>Choose who takes over: a colleague, or the pool.</source>
        <translation>请选择接班人：某位同事，或公共池。</translation>
    </message>
    <message>
        <source>Tick a case or write a note: this would be empty.</source>
        <translation>请勾选案件或填写说明：当前内容为空。</translation>
    </message>
    <message>
        <source>The note is too long: {n} of at most {most} letters.</source>
        <translation>说明过长：{n} 字，最多 {most} 字。</translation>
    </message>
    <message>
        <source>Cases I hold</source>
        <translation>我持有的案件</translation>
    </message>
    <message>
        <source>&amp;Note for whoever takes over</source>
        <translation>交接说明(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>交给(&amp;T)</translation>
    </message>
    <message>
        <source>Note for whoever takes over</source>
        <translation>交接说明</translation>
    </message>
    <message>
        <source>To</source>
        <translation>交给</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>交班(&amp;H)</translation>
    </message>
</context>
<context>
    <name>GoToBox</name>
    <message>
        <source>Coordinates (lon, lat or 23°1&apos;N 113°45&apos;E; gcj: or bd: before them), grid code, place, case number or call sign</source>
        <translation>坐标（经度, 纬度 或 23°1&apos;N 113°45&apos;E；前面可写 gcj: 或 bd:）、网格码、地名、案件号或呼号</translation>
    </message>
    <message>
        <source>Go to …</source>
        <translation>前往…</translation>
    </message>
    <message>
        <source>Go to a place on the map</source>
        <translation>前往地图上的某处</translation>
    </message>
    <message>
        <source>Where it leads</source>
        <translation>将前往</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Handover from {giver} to {to}, cases: {n}, since {time}</source>
        <extracomment>A case in the list of those that stayed behind is named up to here, the rest is counted.</extracomment>
        <translation>{giver}交班给{to}，案件 {n} 件，{time} 起</translation>
    </message>
    <message>
        <source>acknowledged by {by}, cases taken over: {n}</source>
        <translation>{by}已确认，接手案件 {n} 件</translation>
    </message>
    <message>
        <source>declined by {by}: {text}</source>
        <translation>{by}已拒绝：{text}</translation>
    </message>
    <message>
        <source>taken back by {by}</source>
        <translation>{by}已撤回</translation>
    </message>
    <message>
        <source>not acknowledged yet</source>
        <translation>尚未确认</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>Did not come along: {cases}</source>
        <translation>未随交班移交：{cases}</translation>
    </message>
</context>
<context>
    <name>HandoverBanner</name>
    <message>
        <source>{said} · and {n} more</source>
        <extracomment>Opens the handover&apos;s dialog from anywhere, unless the person has chosen another key. How often it is looked whether one has been waiting for long. For so long a handover that was declined is told to who offered it.</extracomment>
        <translation>{said} · 另有 {n} 个</translation>
    </message>
    <message>
        <source>Look ({key})</source>
        <translation>查看 ({key})</translation>
    </message>
</context>
<context>
    <name>HandoverDialog</name>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Take &amp;over</source>
        <translation>接班(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Give away</source>
        <translation>交班(&amp;G)</translation>
    </message>
</context>
<context>
    <name>HandoverLine</name>
    <message>
        <source>{said} · and {n} more</source>
        <translation>{said} · 另有 {n} 个</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History</source>
        <extracomment>Older entries than this many are counted, not listed. A pasted novel is shown up to here; copying the line gives it whole. So many lines are kept as they were laid out.</extracomment>
        <translation>办理经过</translation>
    </message>
    <message>
        <source>Asking for the history…</source>
        <translation>正在读取办理经过…</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>暂无办理记录。</translation>
    </message>
</context>
<context>
    <name>HourChart</name>
    <message>
        <source>Reports today by hour: {n} so far</source>
        <translation>今日分时上报：累计 {n} 件</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Command bar, from outside a field</source>
        <translation>命令栏（不在输入框内时）</translation>
    </message>
    <message>
        <source>Send a refused command again</source>
        <translation>重新发送被拒的命令</translation>
    </message>
    <message>
        <source>The refusal has been seen</source>
        <translation>已看过拒绝原因</translation>
    </message>
    <message>
        <source>Menu bar</source>
        <translation>菜单栏</translation>
    </message>
    <message>
        <source>Sign in, or open the lock</source>
        <translation>登录或解锁</translation>
    </message>
    <message>
        <source>Give the sign-in up; a lock stays shut</source>
        <translation>放弃登录；锁定不会因此解除</translation>
    </message>
    <message>
        <source>Take the completion</source>
        <translation>采用补全</translation>
    </message>
    <message>
        <source>Completion or line before</source>
        <translation>上一个补全或上一行</translation>
    </message>
    <message>
        <source>Completion or line after</source>
        <translation>下一个补全或下一行</translation>
    </message>
    <message>
        <source>Do what the line says</source>
        <translation>执行该行</translation>
    </message>
    <message>
        <source>One step back, then to the queue</source>
        <translation>退一步，再退回队列</translation>
    </message>
    <message>
        <source>Pick the case, or let it go</source>
        <translation>选取案件或取消选取</translation>
    </message>
    <message>
        <source>Pick all shown</source>
        <translation>选取全部显示的</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Let go of all picked</source>
        <translation>取消全部选取</translation>
    </message>
    <message>
        <source>Go to the case</source>
        <translation>转到案件</translation>
    </message>
    <message>
        <source>Open or close the group</source>
        <translation>展开或收起分组</translation>
    </message>
    <message>
        <source>Next alert</source>
        <translation>下一条告警</translation>
    </message>
    <message>
        <source>Acknowledge the alert</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>List of layers</source>
        <translation>图层列表</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>放慢</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加快</translation>
    </message>
    <message>
        <source>Back; further with Shift</source>
        <translation>后退；加 Shift 退得更多</translation>
    </message>
    <message>
        <source>Forward; further with Shift</source>
        <translation>前进；加 Shift 进得更多</translation>
    </message>
    <message>
        <source>Keys of the dispatcher console</source>
        <translation>派遣员控制台快捷键</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Signing in, locking, leaving</source>
        <translation>登录、锁定、离开</translation>
    </message>
    <message>
        <source>Command bar: what can be typed</source>
        <translation>命令栏：可以输入的命令</translation>
    </message>
    <message>
        <source>Fixed, everywhere</source>
        <translation>固定，任何位置</translation>
    </message>
    <message>
        <source>Fixed, when signing in or locked</source>
        <translation>固定，登录或锁定时</translation>
    </message>
    <message>
        <source>Fixed, in the command bar</source>
        <translation>固定，在命令栏中</translation>
    </message>
    <message>
        <source>Fixed, in the queue</source>
        <translation>固定，在队列中</translation>
    </message>
    <message>
        <source>Fixed, in the list of alerts</source>
        <translation>固定，在告警列表中</translation>
    </message>
    <message>
        <source>Fixed, on the map</source>
        <translation>固定，在地图上</translation>
    </message>
    <message>
        <source>Fixed, in a replay</source>
        <translation>固定，在回放中</translation>
    </message>
    <message>
        <source>“{action}” needs a key: press one.</source>
        <translation>“{action}”需要一个快捷键：请按一个。</translation>
    </message>
    <message>
        <source>“{action}”: {key} is no key.</source>
        <translation>“{action}”：{key} 不是按键。</translation>
    </message>
    <message>
        <source>“{action}”: {key} is more than one stroke. Choose a single one.</source>
        <translation>“{action}”：{key} 不止一次按键。请只用一次。</translation>
    </message>
    <message>
        <source>“{action}”: {key} would be typed into fields. Take Ctrl or Alt with it, or F1–F12.</source>
        <translation>“{action}”：{key} 会被输入到文字框里。请加 Ctrl 或 Alt，或用 F1–F12。</translation>
    </message>
    <message>
        <source>“{action}”: {key} is needed for editing text. Choose another.</source>
        <translation>“{action}”：{key} 用于编辑文字。请换一个。</translation>
    </message>
    <message>
        <source>“{action}”: {key} has a fixed meaning here. Choose another.</source>
        <translation>“{action}”：{key} 在这里有固定用途。请换一个。</translation>
    </message>
    <message>
        <source>“{action}”: {key} belongs to “{other}” already. Change one of the two.</source>
        <translation>“{action}”：{key} 已属于“{other}”。请改其中一个。</translation>
    </message>
    <message>
        <source>larger than {detail} bytes, so it is no file of keys</source>
        <translation>超过 {detail} 字节，不是快捷键文件</translation>
    </message>
    <message>
        <source>cannot be read ({detail})</source>
        <translation>无法读取（{detail}）</translation>
    </message>
    <message>
        <source>is no file of keys of this console</source>
        <translation>不是本控制台的快捷键文件</translation>
    </message>
    <message>
        <source>was written by a newer console (version {detail})</source>
        <translation>由更新的控制台写成（版本 {detail}）</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Key for “{action}”:</source>
        <translation>“{action}”的快捷键：</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……还有 {n} 个</translation>
    </message>
    <message>
        <source>{file}: {why}. The keys stay as they are.</source>
        <translation>{file}：{why}。快捷键保持不变。</translation>
    </message>
    <message>
        <source>Left out, not known here: {names}</source>
        <translation>已略去，这里没有：{names}</translation>
    </message>
    <message>
        <source>{file} was not written: {why}. Choose another place.</source>
        <translation>{file} 未写成：{why}。请换一个位置。</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Look for an action or a key</source>
        <translation>查找操作或按键</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>新的快捷键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其快捷键</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>As delivered</source>
        <translation>出厂设置</translation>
    </message>
    <message>
        <source>This one as delivered</source>
        <translation>此项恢复出厂</translation>
    </message>
    <message>
        <source>All as delivered</source>
        <translation>全部恢复出厂</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Key sheet …</source>
        <translation>快捷键表…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>LinkBanner</name>
    <message>
        <source>{why}. {way_out}</source>
        <translation>{why}。{way_out}</translation>
    </message>
    <message>
        <source>Replay of {where}: nothing can be sent.</source>
        <translation>正在回放 {where}：不能发送操作。</translation>
    </message>
    <message>
        <source>a log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Connecting to {where}… Nothing can be shown yet.</source>
        <translation>正在连接 {where}…… 暂无内容可显示。</translation>
    </message>
    <message>
        <source>central</source>
        <translation>中心</translation>
    </message>
    <message>
        <source>{known} Connecting to {where}…</source>
        <translation>{known}正在连接 {where}…</translation>
    </message>
    <message>
        <source>As known at {since}, {age} old, not the present.</source>
        <translation>以下为 {since} 时的情况，已过去 {age}，不是当前状态。</translation>
    </message>
    <message>
        <source>Picture is {age} old. No word from central since {since}. Still trying.</source>
        <translation>画面已滞后 {age}，自 {since} 起未收到中心消息，正在重连。</translation>
    </message>
    <message>
        <source>{said} ({why})</source>
        <translation>{said}（{why}）</translation>
    </message>
    <message>
        <source>Sign in again, or ask for a valid token.</source>
        <translation>请重新登录，或申请有效凭证。</translation>
    </message>
    <message>
        <source>Check this machine&apos;s clock, and the CA file of the profile (File, Sign in).</source>
        <translation>请检查本机时钟，以及登录配置中的 CA 文件（文件 → 登录）。</translation>
    </message>
    <message>
        <source>Check the address given with --server.</source>
        <translation>请检查 --server 指定的地址。</translation>
    </message>
    <message>
        <source>Restart the console; if it stays so, call whoever runs central.</source>
        <translation>请重启调度台；若仍如此，请联系中心运维。</translation>
    </message>
</context>
<context>
    <name>LockScreen</name>
    <message>
        <source>Asking central …</source>
        <translation>正在询问中心…</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Locked · {name}</source>
        <translation>已锁定 · {name}</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>动态验证码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sign out …</source>
        <translation>退出登录…</translation>
    </message>
    <message>
        <source>Nothing can be sent while it is locked. Everything you left is kept.</source>
        <translation>锁定期间不能发送任何指令。您留下的一切都会保留。</translation>
    </message>
    <message>
        <source>This seat has no password: any key opens it. Nothing is protected.</source>
        <translation>此席位没有密码：按任意键即可打开，不起保护作用。</translation>
    </message>
</context>
<context>
    <name>MapActions</name>
    <message>
        <source>Select by rectangle</source>
        <translation>矩形选择</translation>
    </message>
    <message>
        <source>Choose the cases inside a rectangle for the queue</source>
        <translation>把矩形内的案件选入队列</translation>
    </message>
    <message>
        <source>Select by lasso</source>
        <translation>套索选择</translation>
    </message>
    <message>
        <source>Choose the cases inside a drawn line for the queue</source>
        <translation>把圈内的案件选入队列</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Let the queue show other cases again</source>
        <translation>队列恢复显示其他案件</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Length of a line and the area it encloses</source>
        <translation>线的长度及其围成的面积</translation>
    </message>
    <message>
        <source>Who is near here</source>
        <translation>附近有谁</translation>
    </message>
    <message>
        <source>Units about a place, the nearest first</source>
        <translation>某处周围的力量，由近到远</translation>
    </message>
    <message>
        <source>Draw a watch area</source>
        <translation>画关注区</translation>
    </message>
    <message>
        <source>An area that alerts when a unit or a case comes in</source>
        <translation>有力量或案件进入时告警的区域</translation>
    </message>
    <message>
        <source>Watch areas and alerts</source>
        <translation>关注区与告警</translation>
    </message>
    <message>
        <source>Rename, change and delete them; acknowledge alerts</source>
        <translation>改名、修改、删除；确认告警</translation>
    </message>
    <message>
        <source>Go to …</source>
        <translation>前往…</translation>
    </message>
    <message>
        <source>Coordinates, grid code, place, case number or call sign</source>
        <translation>坐标、网格码、地名、案件号或呼号</translation>
    </message>
    <message>
        <source>Bookmark this part of the map</source>
        <translation>收藏当前地图位置</translation>
    </message>
    <message>
        <source>Bookmarks of the map</source>
        <translation>地图书签</translation>
    </message>
    <message>
        <source>Go to a bookmarked part of the map; rename or delete it</source>
        <translation>前往收藏的地图位置；改名或删除</translation>
    </message>
    <message>
        <source>Map where it was before</source>
        <translation>地图退回上一位置</translation>
    </message>
    <message>
        <source>Map where it was after</source>
        <translation>地图前进到下一位置</translation>
    </message>
    <message>
        <source>Lock this map</source>
        <translation>锁定此地图</translation>
    </message>
    <message>
        <source>Keep what the map shows now under a name</source>
        <translation>给当前视图起名保存</translation>
    </message>
    <message>
        <source>Back to what the map showed before</source>
        <translation>回到之前的视图</translation>
    </message>
    <message>
        <source>Forward again to what was gone back from</source>
        <translation>再前进到刚退回的视图</translation>
    </message>
    <message>
        <source>Selected cases on the map</source>
        <translation>地图显示所选案件</translation>
    </message>
    <message>
        <source>Show all cases chosen on the map, or the one case</source>
        <translation>显示地图上选中的全部案件，或当前案件</translation>
    </message>
    <message>
        <source>Area of the case on the map</source>
        <translation>地图显示案件所在区域</translation>
    </message>
    <message>
        <source>Show the whole area that the selected case lies in</source>
        <translation>显示所选案件所在的整个区域</translation>
    </message>
    <message>
        <source>Second map window</source>
        <translation>第二地图窗口</translation>
    </message>
    <message>
        <source>Another map, for another screen</source>
        <translation>另一张地图，可放到另一屏幕</translation>
    </message>
    <message>
        <source>Nothing moves this map until it is unlocked</source>
        <translation>解锁前此地图不再移动</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>position dated in the future</source>
        <translation>位置时间晚于当前时间</translation>
    </message>
    <message>
        <source>old position: {age}</source>
        <translation>位置过旧：{age}</translation>
    </message>
    <message>
        <source>sent to case #{id}</source>
        <translation>已派往案件 {id}</translation>
    </message>
    <message>
        <source>battery {n} %</source>
        <translation>电量 {n}%</translation>
    </message>
    <message>
        <source>{n} cases here</source>
        <translation>此处 {n} 件</translation>
    </message>
    <message>
        <source>{n} of them overdue</source>
        <translation>其中超期 {n} 件</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
    </message>
    <message>
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>Area boundaries are approximate</source>
        <extracomment>What the line of the alarms and half a name take up at the top, logical pixels at usual text. What the read-out takes up at the lower right, while no place is told in it.</extracomment>
        <translation>区域边界为示意</translation>
    </message>
    <message>
        <source>zoom {n}</source>
        <translation>缩放 {n}</translation>
    </message>
    <message>
        <source>Waiting for the city …</source>
        <translation>正在等待城市数据……</translation>
    </message>
    <message>
        <source>Legend</source>
        <extracomment>A line without a symbol is a heading. What layers that have joined draw: a text and its drawing about (0, 0), None for a heading.</extracomment>
        <translation>图例</translation>
    </message>
    <message>
        <source>{n} of {all} · L: on</source>
        <translation>第 {n} / {all} 页 · L：翻页</translation>
    </message>
    <message>
        <source>Where a case stands</source>
        <translation>案件所处阶段</translation>
    </message>
    <message>
        <source>before dispatch</source>
        <translation>派遣前</translation>
    </message>
    <message>
        <source>with a department</source>
        <translation>部门处置中</translation>
    </message>
    <message>
        <source>to be checked or closed</source>
        <translation>待核查或待结案</translation>
    </message>
    <message>
        <source>just finished</source>
        <translation>刚办结</translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>somebody holds it</source>
        <translation>已有人认领</translation>
    </message>
    <message>
        <source>over 80 % of the limit</source>
        <translation>已用时限超过 80%</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>emergency, overdue</source>
        <translation>紧急且超期</translation>
    </message>
    <message>
        <source>Many cases in one place</source>
        <translation>多件聚集</translation>
    </message>
    <message>
        <source>none of them overdue</source>
        <translation>均未超期</translation>
    </message>
    <message>
        <source>ring: the overdue share</source>
        <translation>圆环：超期占比</translation>
    </message>
    <message>
        <source>an emergency among them</source>
        <translation>其中有紧急案件</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>处置力量</translation>
    </message>
    <message>
        <source>officer</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>sent to a case</source>
        <translation>已派往案件</translation>
    </message>
    <message>
        <source>position over 1 min old</source>
        <translation>位置超过 1 分钟未更新</translation>
    </message>
    <message>
        <source>position over 5 min old</source>
        <translation>位置超过 5 分钟未更新</translation>
    </message>
    <message>
        <source>drone</source>
        <translation>无人机</translation>
    </message>
    <message>
        <source>vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>▲ Alerts: {n}, {seen} in view</source>
        <extracomment>Half a breath: with two of them a ring is loud at most once a second. More rectangles than these are painted as the one that holds them all. Of alarms in one square of this side only the last is ringed: cost goes by pixels, not alarms.</extracomment>
        <translation>▲ {n} 条告警，视野内 {seen} 条</translation>
    </message>
    <message>
        <source>▲ Alerts: {n}, {seen} in view · N: next · A: acknowledge</source>
        <translation>▲ {n} 条告警，视野内 {seen} 条 · N：下一条 · A：确认</translation>
    </message>
    <message>
        <source>Alerts</source>
        <extracomment>From above downwards, as they lie on the map.</extracomment>
        <translation>告警</translation>
    </message>
    <message>
        <source>Watch areas</source>
        <translation>关注区</translation>
    </message>
    <message>
        <source>Trail and reach of chosen units</source>
        <translation>所选单元的轨迹与航程</translation>
    </message>
    <message>
        <source>100 m cell under the cursor</source>
        <translation>光标所在百米网格</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Density of cases, far out</source>
        <translation>案件密度（远景）</translation>
    </message>
    <message>
        <source>Positions in doubt</source>
        <translation>存疑位置</translation>
    </message>
    <message>
        <source>Drones</source>
        <translation>无人机</translation>
    </message>
    <message>
        <source>Officers and vehicles</source>
        <translation>网格员与车辆</translation>
    </message>
    <message>
        <source>Lines from units to their case</source>
        <translation>单元与案件的连线</translation>
    </message>
    <message>
        <source>Trails of all units, close in</source>
        <translation>全部单元轨迹（近景）</translation>
    </message>
    <message>
        <source>Cameras and sensors</source>
        <translation>摄像头与传感器</translation>
    </message>
    <message>
        <source>Basic grids, close in</source>
        <translation>基础网格（近景）</translation>
    </message>
    <message>
        <source>Villages</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>Areas and borders</source>
        <translation>区域与边界</translation>
    </message>
    <message>
        <source>Names of added layers</source>
        <translation>附加图层的名称</translation>
    </message>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>Alerts stand still</source>
        <extracomment>No switch of their own: whose map it is must be said, and what the hand draws be seen.</extracomment>
        <translation>告警不闪动</translation>
    </message>
    <message>
        <source>Layers of the map</source>
        <translation>地图图层</translation>
    </message>
    <message>
        <source>{layer}, {n} in view</source>
        <translation>{layer}，视野内 {n}</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>What the map shows (Y)</source>
        <translation>地图显示的内容（Y）</translation>
    </message>
    <message>
        <source>What is wrong with the maps: {n}</source>
        <translation>地图的问题：{n}</translation>
    </message>
    <message>
        <source>emergency nobody has taken</source>
        <translation>无人认领的紧急案件</translation>
    </message>
    <message>
        <source>call or arrival missed</source>
        <translation>逾时未联系或未抵达</translation>
    </message>
    <message>
        <source>fresh report of a sensor or drone</source>
        <translation>传感器或无人机的新上报</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>sensor</source>
        <translation>传感器</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>Density, far out</source>
        <translation>密度（远景）</translation>
    </message>
    <message>
        <source>some of them overdue</source>
        <translation>部分超期</translation>
    </message>
    <message>
        <source>a quarter or more overdue</source>
        <translation>四分之一以上超期</translation>
    </message>
    <message>
        <source>Positions and places</source>
        <translation>位置与地点</translation>
    </message>
    <message>
        <source>last position in doubt</source>
        <translation>最新位置存疑</translation>
    </message>
    <message>
        <source>the last eight minutes</source>
        <translation>最近八分钟</translation>
    </message>
    <message>
        <source>reach of a drone</source>
        <translation>无人机航程</translation>
    </message>
    <message>
        <source>basic grid</source>
        <translation>基础网格</translation>
    </message>
</context>
<context>
    <name>MapDesk</name>
    <message>
        <source>No case on the map lies inside.</source>
        <translation>范围内没有地图上的案件。</translation>
    </message>
    <message>
        <source>Select a case first.</source>
        <translation>请先选择案件。</translation>
    </message>
    <message>
        <source>Select a case whose area has an outline on the map.</source>
        <translation>请选择所在区域有边界的案件。</translation>
    </message>
    <message>
        <source>The map has been nowhere before.</source>
        <translation>没有更早的地图位置。</translation>
    </message>
    <message>
        <source>The map has been nowhere after this.</source>
        <translation>没有更晚的地图位置。</translation>
    </message>
    <message>
        <source>This unit is no longer known.</source>
        <translation>此力量已不存在。</translation>
    </message>
</context>
<context>
    <name>MapLists</name>
    <message>
        <source>Place</source>
        <extracomment>Something small is brought no closer than this zoom.</extracomment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Watch area</source>
        <translation>关注区</translation>
    </message>
    <message>
        <source>“{name}” is watched now.</source>
        <translation>已开始关注“{name}”。</translation>
    </message>
</context>
<context>
    <name>MapMenu</name>
    <message>
        <source>Case {id}</source>
        <translation>案件 {id}</translation>
    </message>
    <message>
        <source>Send to case {id}</source>
        <translation>派往案件 {id}</translation>
    </message>
    <message>
        <source>Send to the selected case</source>
        <translation>派往所选案件</translation>
    </message>
    <message>
        <source>Select its case {id}</source>
        <translation>选择其案件 {id}</translation>
    </message>
    <message>
        <source>{n} cases</source>
        <translation>{n} 件案件</translation>
    </message>
    <message>
        <source>Show them in the queue</source>
        <translation>在队列中显示</translation>
    </message>
    <message>
        <source>Centre here</source>
        <translation>以此为中心</translation>
    </message>
    <message>
        <source>Measure from here</source>
        <translation>从此处测量</translation>
    </message>
    <message>
        <source>Copy coordinates {text}</source>
        <translation>复制坐标 {text}</translation>
    </message>
    <message>
        <source>Copy grid code {text}</source>
        <translation>复制网格码 {text}</translation>
    </message>
    <message>
        <source>The city is not known yet.</source>
        <translation>尚未收到城市数据。</translation>
    </message>
    <message>
        <source>Not possible now</source>
        <translation>现在不能做</translation>
    </message>
</context>
<context>
    <name>MapTools</name>
    <message>
        <source>Drag a rectangle round cases, or set two corners (click or Space)</source>
        <translation>拖出矩形框住案件，或定两个角（单击或空格）</translation>
    </message>
    <message>
        <source>Draw round cases, or set corners (click or Space) and press Enter</source>
        <translation>圈住案件，或定各角（单击或空格）后按回车</translation>
    </message>
    <message>
        <source>Set points (click or Space); Enter ends the line</source>
        <translation>定点（单击或空格）；回车结束</translation>
    </message>
    <message>
        <source>Set the corners of the area (click or Space); Enter closes it</source>
        <translation>定区域各角（单击或空格）；回车闭合</translation>
    </message>
    <message>
        <source>Click a place or drag a circle (Space: the middle); [ and ] change it</source>
        <translation>单击一处或拖出圆（空格：中心）；[ ] 调整大小</translation>
    </message>
    <message>
        <source>Backspace: one back · Esc: leave</source>
        <translation>退格：退一点 · Esc：离开</translation>
    </message>
    <message>
        <source>Drag {unit} onto a case to send it there · Esc: leave it</source>
        <translation>把 {unit} 拖到案件上即派往 · Esc：放弃</translation>
    </message>
    <message>
        <source>Let go: {unit} is busy with case {busy}; you will be asked about case {id}</source>
        <translation>松开：{unit} 正在处理案件 {busy}；派往案件 {id} 前会询问</translation>
    </message>
    <message>
        <source>Let go: send {unit} to case {id}</source>
        <translation>松开：派 {unit} 前往案件 {id}</translation>
    </message>
    <message>
        <source>{length} (± {error} %)</source>
        <translation>{length}（± {error} %）</translation>
    </message>
    <message>
        <source>encloses {area} (± {error} %)</source>
        <translation>围成 {area}（± {error} %）</translation>
    </message>
    <message>
        <source>{n} m²</source>
        <translation>{n} 平方米</translation>
    </message>
    <message>
        <source>{n} ha</source>
        <translation>{n} 公顷</translation>
    </message>
    <message>
        <source>{n} km²</source>
        <translation>{n} 平方公里</translation>
    </message>
</context>
<context>
    <name>MapWindow</name>
    <message>
        <source>Second map</source>
        <translation>第二地图</translation>
    </message>
</context>
<context>
    <name>Maps</name>
    <message>
        <source>What you had named on the map cannot be read and was set aside: {why}</source>
        <translation>您在地图上命名的内容无法读取，已另存：{why}</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>sending…</source>
        <translation>发送中…</translation>
    </message>
    <message>
        <source>waiting for central…</source>
        <translation>等待中心…</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>{verb}: {mark}</source>
        <translation>{verb}：{mark}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>changed since you last looked</source>
        <translation>上次查看后有变化</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Filter the queue</source>
        <translation>筛选队列</translation>
    </message>
    <message>
        <source>Command bar</source>
        <translation>命令栏</translation>
    </message>
    <message>
        <source>Next case in the queue</source>
        <translation>队列中下一件</translation>
    </message>
    <message>
        <source>Previous case in the queue</source>
        <translation>队列中上一件</translation>
    </message>
    <message>
        <source>New emergency out of sight</source>
        <translation>未显示的新紧急案件</translation>
    </message>
    <message>
        <source>Order, groups and columns …</source>
        <translation>排序、分组和列 …</translation>
    </message>
    <message>
        <source>The same for all picked …</source>
        <translation>批量处理所选 …</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Lines under the menus</source>
        <translation>菜单下方的提示行</translation>
    </message>
    <message>
        <source>Selected case on the map</source>
        <translation>在地图上显示所选案件</translation>
    </message>
    <message>
        <source>Whole city on the map</source>
        <translation>在地图上显示全市</translation>
    </message>
    <message>
        <source>Units for many cases …</source>
        <translation>为多件案件派人…</translation>
    </message>
    <message>
        <source>Handover …</source>
        <translation>交接班…</translation>
    </message>
    <message>
        <source>Export the situation …</source>
        <translation>导出态势…</translation>
    </message>
    <message>
        <source>Outbox: commands on their way</source>
        <translation>发件箱：尚未完成的操作</translation>
    </message>
    <message>
        <source>Batch: how far it is …</source>
        <translation>批量操作进度…</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Next alert</source>
        <translation>下一条告警</translation>
    </message>
    <message>
        <source>Acknowledge the alert</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>Acknowledge the group of alerts</source>
        <translation>确认整组告警</translation>
    </message>
    <message>
        <source>Put the alerts aside</source>
        <translation>搁置告警</translation>
    </message>
    <message>
        <source>Mute the sound of alerts</source>
        <translation>告警静音</translation>
    </message>
    <message>
        <source>Keys …</source>
        <translation>快捷键…</translation>
    </message>
    <message>
        <source>Window layout as delivered</source>
        <translation>恢复出厂窗口布局</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <extracomment>The menus of the catalogue&apos;s view actions, from left to right after that of the case.</extracomment>
        <translation>队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Alerts</source>
        <translation>告警(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation>案件(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>办理环节</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>例外处理</translation>
    </message>
    <message>
        <source>Panes</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>&amp;Base map</source>
        <extracomment>Characters of a trouble that fit in a menu.</extracomment>
        <translation>底图(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Read the added layers&apos; files again</source>
        <translation>重新读取附加图层的文件(&amp;R)</translation>
    </message>
    <message>
        <source>The city&apos;s own drawing</source>
        <translation>本市自绘底图</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>地图(&amp;M)</translation>
    </message>
    <message>
        <source>Keep this window layout as …</source>
        <extracomment>Screens come one after the other when a desk is plugged in.</extracomment>
        <translation>保存当前窗口布局为 …</translation>
    </message>
    <message>
        <source>Forget a window layout</source>
        <translation>删除窗口布局</translation>
    </message>
    <message>
        <source>Keep this window layout</source>
        <translation>保存当前窗口布局</translation>
    </message>
    <message>
        <source>Name; one that is there already is replaced</source>
        <translation>名称（同名布局将被替换）</translation>
    </message>
    <message>
        <source>A layout needs a name.</source>
        <translation>请输入布局名称。</translation>
    </message>
    <message>
        <source>Layout kept: {name}</source>
        <translation>布局已保存：{name}</translation>
    </message>
    <message>
        <source>This layout cannot be read any more: {name}</source>
        <translation>该布局已无法读取：{name}</translation>
    </message>
    <message>
        <source>Layout forgotten: {name}</source>
        <translation>布局已删除：{name}</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Window layouts</source>
        <translation>窗口布局</translation>
    </message>
</context>
<context>
    <name>NamedList</name>
    <message>
        <source>A name is needed: type one.</source>
        <translation>需要名称：请输入。</translation>
    </message>
    <message>
        <source>The name is too long: at most {n} characters.</source>
        <translation>名称太长：最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Another one has this name: choose a new one.</source>
        <translation>名称已被使用：请换一个。</translation>
    </message>
    <message>
        <source>There are {n} already: delete one first.</source>
        <translation>已有 {n} 个：请先删除一个。</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>在地图上显示</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称列表</translation>
    </message>
</context>
<context>
    <name>NearPanel</name>
    <message numerus="yes">
        <source>%n unit(s) within reach of the circle</source>
        <extracomment>Margins, edges and a scroll bar beside the columns, logical pixels.</extracomment>
        <translation>
            <numerusform>圈内 %n 个力量</numerusform>
        </translation>
    </message>
    <message>
        <source>the nearest {n} are listed</source>
        <translation>列出最近的 {n} 个</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>case {id} · {step}</source>
        <translation>案件 {id} · {step}</translation>
    </message>
    <message>
        <source>Who is near here</source>
        <translation>附近有谁</translation>
    </message>
    <message>
        <source>m</source>
        <translation>米</translation>
    </message>
    <message>
        <source>Radius in metres</source>
        <translation>半径（米）</translation>
    </message>
    <message>
        <source>Close the list</source>
        <translation>关闭列表</translation>
    </message>
    <message>
        <source>Units near the place</source>
        <translation>附近的力量</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>定位</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>OutboxView</name>
    <message>
        <source>Outbox</source>
        <extracomment>Where there is less room, when it was given goes first, then its number; why stays. Pixels.</extracomment>
        <translation>发件箱</translation>
    </message>
    <message>
        <source>Sent again it is judged anew: on a case that has changed it is refused.</source>
        <translation>再次发送时将重新判断：案件已有变化的，会被拒绝。</translation>
    </message>
    <message>
        <source>Sent again it may be done a second time: look first.</source>
        <translation>再次发送可能会重复执行：请先核实。</translation>
    </message>
    <message>
        <source>{why}. {hint}</source>
        <translation>{why}。{hint}</translation>
    </message>
    <message>
        <source>{n} of at most {limit} wait. They are sent in this order.</source>
        <translation>等待发送 {n} 条（最多 {limit} 条），按此顺序发送。</translation>
    </message>
    <message>
        <source>Commands on their way</source>
        <translation>尚未完成的操作</translation>
    </message>
    <message>
        <source>Do not send  Del</source>
        <translation>不再发送  Del</translation>
    </message>
    <message>
        <source>Call the command off</source>
        <translation>撤销这条操作</translation>
    </message>
    <message>
        <source>Send all the same</source>
        <translation>仍然发送</translation>
    </message>
    <message>
        <source>However old it is</source>
        <translation>无论已等待多久</translation>
    </message>
    <message>
        <source>Clear what is over</source>
        <translation>清除已结束的</translation>
    </message>
    <message>
        <source>Take it off this list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>OutgoingModel</name>
    <message>
        <source>No.</source>
        <extracomment>Older than this the date is said with the time. A shape for each stage beside its word.</extracomment>
        <translation>序号</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>PassedField</name>
    <message>
        <source>&amp;Passed</source>
        <extracomment>casework.commands.Text; longer ones are refused by central, so they are not sent.</extracomment>
        <translation>通过(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Failed, back for rework</source>
        <translation>不通过，退回返工(&amp;F)</translation>
    </message>
</context>
<context>
    <name>PickTable</name>
    <message numerus="yes">
        <source>%n case(s) more than can be picked at once were left out.</source>
        <translation>
            <numerusform>有 %n 件超出可同时选取的数量，未选入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n case(s) copied.</source>
        <translation>
            <numerusform>已复制 %n 件。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PicksDialog</name>
    <message>
        <source>Something is still missing.</source>
        <extracomment>What is about one case in particular cannot be done to many. So many of the cases are looked at for what can be done to them.</extracomment>
        <translation>还有内容未填写。</translation>
    </message>
    <message numerus="yes">
        <source>The same for %n case(s)</source>
        <translation>
            <numerusform>对 %n 件案件做同样的处理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %n case(s)</source>
        <translation>
            <numerusform>发送至 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing can be done to these cases now.</source>
        <translation>目前不能对这些案件做任何处理。</translation>
    </message>
    <message>
        <source>Many cases at once</source>
        <translation>批量处理</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>← → other pictures, + − 0 size, Shift with arrows moves, Ctrl+S saves, Esc</source>
        <extracomment>The longest edge that is asked for, in pixels: as much as a screen shows.</extracomment>
        <translation>← → 切换图片，+ − 0 缩放，Shift+方向键移动，Ctrl+S 保存，Esc 关闭</translation>
    </message>
    <message>
        <source>Picture {n} of {all}</source>
        <translation>第 {n} 张，共 {all} 张</translation>
    </message>
    <message>
        <source>Fetching the picture …</source>
        <translation>正在获取图片 …</translation>
    </message>
</context>
<context>
    <name>PlainText</name>
    <message>
        <source>Copy</source>
        <extracomment>Longer texts are cut before they are laid out; nobody reads more in a panel, all is copied. A layout asks for the height at one width many times over, and what it settles on is then painted: breaking lines is dear.</extracomment>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>PlanTable</name>
    <message>
        <source>sent</source>
        <translation>已派出</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>正在派出</translation>
    </message>
    <message>
        <source>Which unit goes to which case</source>
        <translation>哪支力量去哪件案件</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>What and where</source>
        <translation>事由与地点</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>力量</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>Rows that could not be used: {n}</source>
        <translation>无法使用的行：{n}</translation>
    </message>
</context>
<context>
    <name>Query</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Unclaimed</source>
        <translation>未认领</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Closed ones too</source>
        <translation>含已结束</translation>
    </message>
    <message>
        <source>Only what is over</source>
        <translation>仅已结束</translation>
    </message>
    <message>
        <source>Place {at}: nothing can be asked with “{word}:”. Known: {expected}. For a text write it in quotes.</source>
        <translation>第 {at} 位：不能用“{word}:”筛选。可用：{expected}。若是文字请加引号。</translation>
    </message>
    <message>
        <source>Place {at}: {key} — which? {expected}</source>
        <translation>第 {at} 位：{key}——哪一个？{expected}</translation>
    </message>
    <message>
        <source>Place {at}: there is no {key} “{word}”. {expected}</source>
        <translation>第 {at} 位：没有{key}“{word}”。{expected}</translation>
    </message>
    <message>
        <source>Place {at}: “{word}” fits more than one {key}: {expected}</source>
        <translation>第 {at} 位：“{word}”对应多个{key}：{expected}</translation>
    </message>
    <message>
        <source>Place {at}: the quotation has no end.</source>
        <translation>第 {at} 位：引号没有结束。</translation>
    </message>
    <message>
        <source>Too long: at most {at} characters.</source>
        <translation>太长：最多 {at} 个字符。</translation>
    </message>
</context>
<context>
    <name>QueryLists</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Closed ones too</source>
        <translation>含已结束</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>镇街</translation>
    </message>
    <message>
        <source>Dept.</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Filter the queue by state</source>
        <translation>按状态筛选队列</translation>
    </message>
    <message>
        <source>Filter the queue by town</source>
        <translation>按镇街筛选队列</translation>
    </message>
    <message>
        <source>Filter the queue by department</source>
        <translation>按部门筛选队列</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>the clock stands still since {time}</source>
        <translation>自 {time} 起停止计时</translation>
    </message>
    <message>
        <source>{what} due {time}</source>
        <translation>{what}时限：{time}</translation>
    </message>
    <message>
        <source>Pri.</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>案件号</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>认领人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Within an hour</source>
        <translation>一小时内</translation>
    </message>
    <message>
        <source>Within a day</source>
        <translation>一天内</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>更晚</translation>
    </message>
    <message>
        <source>Clock stands still</source>
        <translation>计时暂停</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>无时限</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>无区域</translation>
    </message>
    <message>
        <source>No department yet</source>
        <translation>尚无部门</translation>
    </message>
    <message>
        <source>Held by nobody</source>
        <translation>无人持有</translation>
    </message>
    <message>
        <source>No type</source>
        <translation>无类型</translation>
    </message>
    <message>
        <source>{by}: {group}, {n} cases, {state}</source>
        <translation>{by}：{group}，{n} 件，{state}</translation>
    </message>
    <message>
        <source>open</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>收起</translation>
    </message>
</context>
<context>
    <name>QueueChoice</name>
    <message numerus="yes">
        <source>%n case(s) selected on the map — show all again</source>
        <translation>
            <numerusform>地图上已选 %n 件——全部显示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueEdge</name>
    <message numerus="yes">
        <source>%n new urgent</source>
        <translation>
            <numerusform>%n 件新紧急案件</numerusform>
        </translation>
    </message>
    <message>
        <source>outside this filter</source>
        <translation>不在当前筛选内</translation>
    </message>
    <message>
        <source>Emergencies that came in and have not been on the screen.</source>
        <translation>新到而尚未显示过的紧急案件。</translation>
    </message>
</context>
<context>
    <name>QueueFilterBar</name>
    <message>
        <source>Text, number, or area: dept: state: … ({key})</source>
        <extracomment>The chips that are always there, and what each asks.</extracomment>
        <translation>文字、编号，或 area: dept: state: …（{key}）</translation>
    </message>
    <message>
        <source>Filter the queue</source>
        <translation>筛选队列</translation>
    </message>
    <message>
        <source>area: dept: state: prio: type: holder: source: · mine unclaimed overdue all</source>
        <translation>区域: 部门: 状态: 优先: 类型: 持有人: 来源: · 我的 未认领 超时 全部</translation>
    </message>
    <message>
        <source>All open {n}</source>
        <translation>在办 {n}</translation>
    </message>
    <message>
        <source>Every open case</source>
        <translation>全部在办案件</translation>
    </message>
    <message>
        <source>Mine {n}</source>
        <translation>我的 {n}</translation>
    </message>
    <message>
        <source>Cases that I hold</source>
        <translation>我认领的案件</translation>
    </message>
    <message>
        <source>Unclaimed {n}</source>
        <translation>未认领 {n}</translation>
    </message>
    <message>
        <source>Open cases that nobody holds</source>
        <translation>无人认领的在办案件</translation>
    </message>
    <message>
        <source>Overdue {n}</source>
        <translation>超期 {n}</translation>
    </message>
    <message>
        <source>Open cases past their limit</source>
        <translation>已超时限的在办案件</translation>
    </message>
    <message>
        <source>Emergency {n}</source>
        <translation>紧急 {n}</translation>
    </message>
    <message>
        <source>Open cases of priority 1</source>
        <translation>一级（紧急）在办案件</translation>
    </message>
</context>
<context>
    <name>QueueMenu</name>
    <message>
        <source>The most urgent first</source>
        <translation>最紧急的在前</translation>
    </message>
    <message>
        <source>No groups</source>
        <translation>不分组</translation>
    </message>
    <message>
        <source>Close all</source>
        <translation>全部收起</translation>
    </message>
    <message>
        <source>Open all</source>
        <translation>全部展开</translation>
    </message>
    <message>
        <source>The usual columns</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Order, groups and columns of the queue</source>
        <translation>队列的排序、分组和列</translation>
    </message>
    <message>
        <source>Order by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Save this filter as …</source>
        <translation>保存为常用筛选 …</translation>
    </message>
    <message>
        <source>Copy rows as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Pick all shown</source>
        <translation>选取全部显示的</translation>
    </message>
    <message>
        <source>Let go of all picked</source>
        <translation>取消全部选取</translation>
    </message>
</context>
<context>
    <name>QueueOrdered</name>
    <message>
        <source>Ordered by: {column} — back to the most urgent first</source>
        <translation>排序：{column}——恢复最紧急的在前</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Sorting the cases…</source>
        <translation>正在排序案件…</translation>
    </message>
    <message>
        <source>No cases received yet.</source>
        <translation>尚未收到案件数据。</translation>
    </message>
    <message>
        <source>No new emergency is out of sight.</source>
        <translation>没有未显示的新紧急案件。</translation>
    </message>
    <message>
        <source>No case fits this filter.</source>
        <translation>没有符合条件的案件。</translation>
    </message>
    <message numerus="yes">
        <source>%n picked — do …</source>
        <translation>
            <numerusform>已选 %n 件——处理 …</numerusform>
        </translation>
    </message>
    <message>
        <source>Queue of cases</source>
        <translation>案件队列</translation>
    </message>
</context>
<context>
    <name>QueueViews</name>
    <message>
        <source>Save this filter</source>
        <extracomment>casework.dutycommands: as long as the name of a shared view may be.</extracomment>
        <translation>保存为常用筛选</translation>
    </message>
    <message>
        <source>Name (keeps question, order, groups and columns):</source>
        <translation>名称（保存条件、排序、分组和列）：</translation>
    </message>
    <message>
        <source>Share with everybody here</source>
        <translation>共享给本区域所有人</translation>
    </message>
    <message>
        <source>End sharing</source>
        <translation>结束共享</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{name} — shared by {by}</source>
        <translation>{name}——由 {by} 共享</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>{name} (Space)</source>
        <translation>{name}（空格）</translation>
    </message>
    <message>
        <source>Rows not used: {n}</source>
        <translation>未使用的行：{n}</translation>
    </message>
    <message>
        <source>Back (J, further with Shift)</source>
        <translation>后退（J，加 Shift 退得更多）</translation>
    </message>
    <message>
        <source>Forward (L, further with Shift)</source>
        <translation>前进（L，加 Shift 进得更多）</translation>
    </message>
    <message>
        <source>Slower ([)</source>
        <translation>减速（[）</translation>
    </message>
    <message>
        <source>Faster (])</source>
        <translation>加速（]）</translation>
    </message>
    <message>
        <source>Place in the recording</source>
        <translation>回放进度</translation>
    </message>
</context>
<context>
    <name>SeatDesk</name>
    <message>
        <source>Commands are waiting</source>
        <translation>有指令尚未发出</translation>
    </message>
    <message>
        <source>Leave all the same</source>
        <translation>仍要离开</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Commands not sent yet: {n}. They cannot be kept and will be lost.</source>
        <translation>有 {n} 条指令尚未发出，也无法保存：离开后将会丢失。</translation>
    </message>
    <message>
        <source>Commands not sent yet: {n}. They stay on this machine and are sent when {who} signs in here again; one that is on its way may still be carried out.</source>
        <translation>有 {n} 条指令尚未发出。它们保留在本机，待{who}再次在此登录时发送；正在途中的一条仍可能被执行。</translation>
    </message>
    <message>
        <source>Sign in to a central.</source>
        <translation>登录到中心。</translation>
    </message>
    <message>
        <source>Central does not take your session any more: it has ended or was revoked. Sign in again; the picture and what waits to be sent stay as they are.</source>
        <translation>中心不再接受您的登录：会话已到期或已被注销。请重新登录；画面和待发指令都保持原样。</translation>
    </message>
    <message>
        <source>They are not sent in the name of {other}.</source>
        <translation>它们不会以{other}的名义发送。</translation>
    </message>
    <message>
        <source>This seat has no session of its own: it was opened without a password.</source>
        <translation>此席位没有自己的登录会话：它是不用密码打开的。</translation>
    </message>
</context>
<context>
    <name>SendDesk</name>
    <message>
        <source>This unit is no longer known to central.</source>
        <translation>中心已没有这支力量。</translation>
    </message>
    <message>
        <source>Sending {unit} to case {case}: {why}</source>
        <translation>正在派 {unit} 到案件 {case}：{why}</translation>
    </message>
    <message>
        <source>No busy unit is in reach; a free one is.</source>
        <translation>范围内没有忙碌力量；有空闲力量可派。</translation>
    </message>
    <message>
        <source>This unit is just being sent to another case. Choose another.</source>
        <translation>该力量正被派往另一案件，请另选。</translation>
    </message>
    <message>
        <source>Sending {unit} to case {case}, away from case {other}</source>
        <translation>正在派 {unit} 到案件 {case}，离开案件 {other}</translation>
    </message>
    <message>
        <source>The units in reach are just being sent elsewhere.</source>
        <translation>范围内的力量正被派往别处。</translation>
    </message>
    <message>
        <source>{unit} would leave case {other} ({load}). {key} sends it to case {case}</source>
        <translation>{unit} 将离开案件 {other}（{load}）。按 {key} 派往案件 {case}</translation>
    </message>
    <message>
        <source>{unit} has been sent to case {case}.</source>
        <translation>{unit} 已派往案件 {case}。</translation>
    </message>
</context>
<context>
    <name>SendMany</name>
    <message>
        <source>The plan could not be made: {why}. Try again, or send one by one.</source>
        <translation>方案未能生成：{why}。请重试，或逐件派出。</translation>
    </message>
    <message>
        <source>This unit can no longer go. Choose another.</source>
        <translation>该力量已不能派出，请另选。</translation>
    </message>
    <message>
        <source>Send {n}</source>
        <translation>派出 {n} 支</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>停止派出</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Units for many cases</source>
        <translation>为多件案件派人</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>重新规划</translation>
    </message>
    <message>
        <source>&amp;Other unit for this line</source>
        <translation>本行改派(&amp;O)</translation>
    </message>
    <message>
        <source>Other unit for the line under the cursor</source>
        <translation>光标所在行改派其他力量</translation>
    </message>
    <message>
        <source>Weighing every unit for every case …</source>
        <translation>正在为每件案件权衡所有力量…</translation>
    </message>
    <message>
        <source>There is no open case here without a unit. Choose other cases.</source>
        <translation>这里没有未派人的在办案件，请选择其他案件。</translation>
    </message>
    <message>
        <source>{n} of {all} cases get a unit, {time} on the way in all</source>
        <translation>{all} 件案件中 {n} 件有人可派，路上合计 {time}</translation>
    </message>
    <message>
        <source>{n} sent</source>
        <translation>已派出 {n}</translation>
    </message>
    <message>
        <source>{n} being sent</source>
        <translation>正在派出 {n}</translation>
    </message>
    <message>
        <source>{n} without anybody</source>
        <translation>{n} 件无人可派</translation>
    </message>
    <message>
        <source>{n} to look at</source>
        <translation>{n} 件需查看</translation>
    </message>
    <message>
        <source>{n} more cases have to wait for the next plan</source>
        <translation>另有 {n} 件留待下次规划</translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Counts as {time} away</source>
        <translation>折算为 {time} 路程</translation>
    </message>
    <message>
        <source>Assumed for this kind: {speed} m/s, way {detour} × the straight line, {ready} min to set off</source>
        <translation>按此类力量假定：速度 {speed} 米/秒，路程为直线的 {detour} 倍，准备 {ready} 分钟</translation>
    </message>
    <message>
        <source>being sent to another case</source>
        <translation>正被派往另一案件</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>at this case</source>
        <translation>已在本案</translation>
    </message>
    <message>
        <source>at case {case}: {step}</source>
        <translation>在案件 {case}：{step}</translation>
    </message>
    <message>
        <source>{n} cases in all</source>
        <translation>共 {n} 件</translation>
    </message>
    <message>
        <source>Central knows no units.</source>
        <translation>中心没有任何力量。</translation>
    </message>
    <message>
        <source>Nobody left: {n} unit(s) would do, and go to cases that need them more</source>
        <translation>无人可派：有 {n} 支力量合适，但其他案件更需要</translation>
    </message>
    <message>
        <source>Nobody fits: {reasons}</source>
        <translation>无合适力量：{reasons}</translation>
    </message>
    <message>
        <source>at this case already</source>
        <translation>个已在本案</translation>
    </message>
    <message>
        <source>without a position</source>
        <translation>个没有位置</translation>
    </message>
    <message>
        <source>with a position that is too old</source>
        <translation>个位置过旧</translation>
    </message>
    <message>
        <source>with unknown battery or range</source>
        <translation>个电量或航程未知</translation>
    </message>
    <message>
        <source>that would not get back on the battery</source>
        <translation>个电量不足以返回</translation>
    </message>
    <message>
        <source>too far away</source>
        <translation>个太远</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>个忙碌</translation>
    </message>
    <message>
        <source>{reason} (+{n} min)</source>
        <translation>{reason}（+{n} 分钟）</translation>
    </message>
    <message>
        <source>there in about {time}, {distance} away</source>
        <translation>约 {time} 到达，相距 {distance}</translation>
    </message>
    <message>
        <source>home area unknown</source>
        <translation>所属区域未知</translation>
    </message>
    <message>
        <source>its own area</source>
        <translation>本辖区</translation>
    </message>
    <message>
        <source>from {area}</source>
        <translation>来自{area}</translation>
    </message>
    <message>
        <source>training unknown</source>
        <translation>技能未知</translation>
    </message>
    <message>
        <source>trained for it</source>
        <translation>具备该技能</translation>
    </message>
    <message>
        <source>not trained for {category}</source>
        <translation>不具备“{category}”技能</translation>
    </message>
    <message>
        <source>battery {charge} %: {reach} out and back</source>
        <translation>电量 {charge}%：可往返 {reach}</translation>
    </message>
    <message>
        <source>position: {age}</source>
        <translation>位置：{age}</translation>
    </message>
    <message>
        <source>meanwhile {unit} has been sent there</source>
        <translation>其间已派 {unit} 前往</translation>
    </message>
    <message>
        <source>{unit} is no longer known</source>
        <translation>{unit} 已不存在</translation>
    </message>
    <message>
        <source>{unit} has gone to case {case} meanwhile</source>
        <translation>{unit} 其间已去案件 {case}</translation>
    </message>
    <message>
        <source>{unit} can no longer go: {why}</source>
        <translation>{unit} 已不能派出：{why}</translation>
    </message>
    <message>
        <source>{why}; proposed instead, please accept</source>
        <translation>{why}；改为推荐此力量，请确认</translation>
    </message>
</context>
<context>
    <name>SendingRow</name>
    <message>
        <source>Call off</source>
        <translation>取消发送</translation>
    </message>
    <message>
        <source>Sending {name}</source>
        <translation>正在发送 {name}</translation>
    </message>
    <message>
        <source>{name}: sent; central is checking it</source>
        <translation>{name}：已发送，中心正在检查</translation>
    </message>
    <message>
        <source>{name}: waiting, it is sent again by itself ({why})</source>
        <translation>{name}：等待中，将自动重发（{why}）</translation>
    </message>
</context>
<context>
    <name>Shifts</name>
    <message>
        <source>The console was locked when it ended: sign in again.</source>
        <extracomment>For so long a keyring may think before the dialog comes.</extracomment>
        <translation>控制台结束时处于锁定状态：请重新登录。</translation>
    </message>
    <message>
        <source>{name} has signed out.</source>
        <translation>{name}已退出登录。</translation>
    </message>
    <message>
        <source>{name} has signed out here, but central could not be told: the session ends there at {time}.</source>
        <translation>{name}已在本机退出登录，但未能通知中心：会话将在 {time} 于中心到期。</translation>
    </message>
</context>
<context>
    <name>SignDialog</name>
    <message>
        <source>Sign in to a central.</source>
        <translation>登录到中心。</translation>
    </message>
    <message>
        <source>Asking central …</source>
        <translation>正在询问中心…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SignForm</name>
    <message>
        <source>Another central</source>
        <translation>其他中心</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>证书 (*.pem *.crt *.cer);;所有文件 (*)</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>动态验证码</translation>
    </message>
    <message>
        <source>only for a certificate of your own</source>
        <translation>仅用于自签证书</translation>
    </message>
    <message>
        <source>only if you have one</source>
        <translation>如有则填</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘记</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>Signing</name>
    <message>
        <source>The operator, the password or the one-time code is wrong. Type them again; an administrator can set a new password.</source>
        <translation>操作员、密码或动态验证码有误。请重新输入；管理员可以重设密码。</translation>
    </message>
    <message>
        <source>Too many wrong passwords from this seat. Try again in {time}.</source>
        <translation>此席位输错密码次数过多。请在 {time} 后重试。</translation>
    </message>
    <message>
        <source>Too many people sign in at once. Try again in {time}.</source>
        <translation>同时登录的人太多。请在 {time} 后重试。</translation>
    </message>
    <message>
        <source>Central does not answer at {where}. Check the address and the network, then try again.</source>
        <translation>{where} 处的中心没有应答。请检查地址和网络后重试。</translation>
    </message>
    <message>
        <source>The certificate at {where} is not to be trusted; no password was sent. Choose the CA file that the administrator of central gives out.</source>
        <translation>{where} 的证书不可信，密码没有发出。请选择中心管理员提供的 CA 文件。</translation>
    </message>
    <message>
        <source>The certificate at {where} is that of another machine; no password was sent. Check the address.</source>
        <translation>{where} 的证书属于另一台机器，密码没有发出。请检查地址。</translation>
    </message>
    <message>
        <source>The certificate is not valid now; no password was sent. By this machine&apos;s clock it is {now}: set the clock if that is wrong, otherwise central needs a new certificate.</source>
        <translation>证书此刻无效，密码没有发出。按本机时钟现在是 {now}：如有误请校准时钟，否则中心需要新的证书。</translation>
    </message>
    <message>
        <source>Not accepted, and the clocks of central and of this machine are {apart} apart. One-time codes need right clocks: by this one it is {now}. Set it, or tell whoever runs central.</source>
        <translation>未被接受，且中心与本机的时钟相差 {apart}。动态验证码要求时钟准确：按本机现在是 {now}。请校准，或告知中心的运维人员。</translation>
    </message>
    <message>
        <source>The CA file cannot be used ({detail}). Choose a PEM file with certificates, or none.</source>
        <translation>CA 文件无法使用（{detail}）。请选择含证书的 PEM 文件，或留空。</translation>
    </message>
    <message>
        <source>This is not the address of a central: {where}. It looks like https://central.example:8420</source>
        <translation>这不是中心的地址：{where}。地址形如 https://central.example:8420</translation>
    </message>
    <message>
        <source>Something answers at {where}, but it is no central. Check the address.</source>
        <translation>{where} 有应答，但不是中心。请检查地址。</translation>
    </message>
    <message>
        <source>Central is in trouble itself ({detail}). Try again in a minute.</source>
        <translation>中心自身出了问题（{detail}）。请一分钟后重试。</translation>
    </message>
    <message>
        <source>Central does not answer, and this console has not seen your password since it was started. It opens when central answers again.</source>
        <translation>中心没有应答，而控制台启动以来您未输入过密码。待中心恢复应答后即可打开。</translation>
    </message>
</context>
<context>
    <name>SimilarCases</name>
    <message>
        <source>The place is not known, so nothing can be said of what is near.</source>
        <extracomment>More than this are counted, not listed. Somebody who walks through the queue does not wait for what he passes, in ms. New reports are looked at this long after they came, at most once in that time, in ms.</extracomment>
        <translation>位置未知，无法判断附近的案件。</translation>
    </message>
    <message>
        <source>None within {metres} m and {hours} h.</source>
        <translation>{metres} 米、{hours} 小时内没有。</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Told apart from this one: {numbers}</source>
        <translation>已说明与本案非重复：{numbers}</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>案件 {number}</translation>
    </message>
    <message>
        <source>{n} m away</source>
        <translation>相距 {n} 米</translation>
    </message>
    <message>
        <source>reported {time} later</source>
        <translation>晚 {time} 上报</translation>
    </message>
    <message>
        <source>reported {time} earlier</source>
        <translation>早 {time} 上报</translation>
    </message>
    <message>
        <source>same component</source>
        <translation>同一部件</translation>
    </message>
    <message>
        <source>titles {n} % alike</source>
        <translation>标题相似度 {n} %</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{score} of 100: {why}</source>
        <translation>相似度 {score}：{why}</translation>
    </message>
    <message>
        <source>same type</source>
        <translation>类型相同</translation>
    </message>
    <message>
        <source>same class of types</source>
        <translation>大类相同</translation>
    </message>
    <message>
        <source>another type</source>
        <translation>类型不同</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Not a duplicate …</source>
        <translation>非重复 …</translation>
    </message>
    <message>
        <source>Merge …</source>
        <translation>并案 …</translation>
    </message>
    <message>
        <source>{what}: case {number}</source>
        <translation>{what}：案件 {number}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Open {open} · overdue {overdue} · unclaimed {unclaimed} · mine {mine}</source>
        <extracomment>So much of each line is left on the smallest screen, in pixels. The sign says what the colour says.</extracomment>
        <translation>在办 {open} · 超期 {overdue} · 未认领 {unclaimed} · 我的 {mine}</translation>
    </message>
    <message>
        <source>City time: {time}</source>
        <translation>城市时间：{time}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>Strips</name>
    <message>
        <source>Fold ({key})</source>
        <extracomment>So many lines have room of their own.</extracomment>
        <translation>折叠（{key}）</translation>
    </message>
    <message>
        <source>{n} more ({key})</source>
        <translation>{n} 条（{key}）</translation>
    </message>
    <message>
        <source>What else wants to be seen</source>
        <translation>其余提示</translation>
    </message>
</context>
<context>
    <name>TakePage</name>
    <message>
        <source>No handover waits, and there was none in the last days.</source>
        <extracomment>Settled ones that are still listed, the newest first.</extracomment>
        <translation>没有待确认的交班，近几天也没有交班。</translation>
    </message>
    <message>
        <source>No note.</source>
        <translation>没有说明。</translation>
    </message>
    <message>
        <source>Say why: whoever handed it over has to know.</source>
        <translation>请说明原因：交班人需要知道。</translation>
    </message>
    <message>
        <source>Handovers</source>
        <translation>交班列表</translation>
    </message>
    <message>
        <source>Cases of this handover</source>
        <translation>此次交班的案件</translation>
    </message>
    <message>
        <source>Wh&amp;y not</source>
        <translation>拒绝原因(&amp;Y)</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>&amp;Acknowledge</source>
        <translation>确认接班(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>拒绝(&amp;D)</translation>
    </message>
    <message>
        <source>Take &amp;back</source>
        <translation>撤回(&amp;B)</translation>
    </message>
</context>
<context>
    <name>TermChips</name>
    <message>
        <source>{term}: take away</source>
        <translation>{term}：移除</translation>
    </message>
</context>
<context>
    <name>Tiles</name>
    <message>
        <source>of {n}</source>
        <translation>共 {n}</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>Near the limit</source>
        <translation>临近时限</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Held by nobody</source>
        <translation>无人认领</translation>
    </message>
    <message>
        <source>Reported today</source>
        <translation>今日上报</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>今日结案</translation>
    </message>
    <message>
        <source>Officers online</source>
        <translation>在线网格员</translation>
    </message>
    <message>
        <source>Drones online</source>
        <translation>在线无人机</translation>
    </message>
</context>
<context>
    <name>TownBars</name>
    <message>
        <source>{town}: {late} overdue, {near} near the limit</source>
        <translation>{town}：超期 {late}，临近时限 {near}</translation>
    </message>
    <message>
        <source>Overdue by town</source>
        <translation>各镇街超期</translation>
    </message>
    <message>
        <source>No town has an overdue case.</source>
        <translation>各镇街均无超期案件。</translation>
    </message>
    <message>
        <source>near the limit</source>
        <translation>临近时限</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超期</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>free</source>
        <extracomment>Moving units are put in order anew at most this often; a change of duty sooner.</extracomment>
        <translation>空闲</translation>
    </message>
    <message>
        <source>{case} · {step}</source>
        <translation>{case} · {step}</translation>
    </message>
    <message>
        <source>Call sign</source>
        <translation>呼号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>电量</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>镇街</translation>
    </message>
</context>
<context>
    <name>UnitsView</name>
    <message>
        <source>Call sign, team, name</source>
        <extracomment>A case that is selected is on the screen before the foot names it.</extracomment>
        <translation>呼号、班组、姓名</translation>
    </message>
    <message>
        <source>Filter the units by text</source>
        <translation>按文字筛选力量</translation>
    </message>
    <message>
        <source>Nearest first</source>
        <translation>就近优先</translation>
    </message>
    <message>
        <source>Order by distance to the selected case</source>
        <translation>按到所选案件的距离排序</translation>
    </message>
    <message>
        <source>List of units</source>
        <translation>力量列表</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Every unit</source>
        <translation>全部力量</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>Units without a case</source>
        <translation>无任务的力量</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>在处置</translation>
    </message>
    <message>
        <source>Units at a case</source>
        <translation>有任务的力量</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Drones</source>
        <translation>无人机</translation>
    </message>
    <message>
        <source>Fresh</source>
        <translation>位置新</translation>
    </message>
    <message numerus="yes">
        <source>Position not older than %n minute(s)</source>
        <translation>
            <numerusform>位置在 %n 分钟内</numerusform>
        </translation>
    </message>
    <message>
        <source>{shown} of {all} units · {free} free · {busy} busy</source>
        <translation>显示 {shown}/{all} · 空闲 {free} · 在处置 {busy}</translation>
    </message>
    <message>
        <source>Enter sends the unit to case {case}</source>
        <translation>回车将力量派往案件 {case}</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>City at a glance</source>
        <translation>全市总览</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Towns</source>
        <translation>镇街</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>The wall has no page “{name}”. It has: {known}.</source>
        <translation>大屏没有页面“{name}”。可选：{known}。</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Wall: {page}</source>
        <translation>大屏：{page}</translation>
    </message>
</context>
<context>
    <name>WatchAlarm</name>
    <message>
        <source>{time}  {unit} came into “{area}”</source>
        <translation>{time}  {unit} 进入“{area}”</translation>
    </message>
    <message>
        <source>{time}  new case {id} in “{area}”</source>
        <translation>{time}  “{area}”内新案件 {id}</translation>
    </message>
</context>
<context>
    <name>WatchDialog</name>
    <message>
        <source>No area is watched yet: draw one on the map.</source>
        <translation>还没有关注区：请在地图上画一个。</translation>
    </message>
    <message>
        <source>Alerts nobody has acknowledged: {n}</source>
        <translation>未确认的告警：{n}</translation>
    </message>
    <message>
        <source>Alerts nobody has acknowledged: {n}, and {more} older ones</source>
        <translation>未确认的告警：{n}，另有更早的 {more} 条</translation>
    </message>
    <message>
        <source>Watch areas</source>
        <translation>关注区</translation>
    </message>
    <message>
        <source>Alert when one of these comes in:</source>
        <translation>以下进入时告警：</translation>
    </message>
    <message>
        <source>New case</source>
        <translation>新案件</translation>
    </message>
    <message>
        <source>Units only after so long inside:</source>
        <translation>力量须停留满：</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Seconds inside before a unit is an alert</source>
        <translation>力量停留多少秒后告警</translation>
    </message>
    <message>
        <source>Alerts of the watch areas</source>
        <translation>关注区的告警</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Acknowledge all</source>
        <translation>全部确认</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>accepted</source>
        <extracomment>Events that say everything by having happened.</extracomment>
        <translation>受理</translation>
    </message>
    <message>
        <source>filed</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>released</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>work started</source>
        <translation>开始处置</translation>
    </message>
    <message>
        <source>merge undone: a case of its own again</source>
        <translation>撤销并案，恢复为独立案件</translation>
    </message>
    <message>
        <source>central</source>
        <extracomment>Actors that are no persons.</extracomment>
        <translation>中心</translation>
    </message>
    <message>
        <source>demo city</source>
        <translation>演示城市</translation>
    </message>
    <message>
        <source>demo shift lead</source>
        <translation>演示值班长</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>{who}: {what}</source>
        <translation>{who}：{what}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>我</translation>
    </message>
    <message>
        <source>something this console does not know ({kind})</source>
        <translation>本调度台尚不认识的事件（{kind}）</translation>
    </message>
    <message>
        <source>reported through: {channel}</source>
        <translation>上报，来源：{channel}</translation>
    </message>
    <message>
        <source>{what}; the place is doubtful ({why})</source>
        <translation>{what}；位置存疑（{why}）</translation>
    </message>
    <message>
        <source>rejected ({reason})</source>
        <translation>不予受理（{reason}）</translation>
    </message>
    <message>
        <source>dispatched to {department}</source>
        <translation>派遣至{department}</translation>
    </message>
    <message>
        <source>claimed by {holder} until {time}</source>
        <translation>由{holder}认领，至 {time}</translation>
    </message>
    <message>
        <source>held on to until {time}</source>
        <translation>续期认领至 {time}</translation>
    </message>
    <message>
        <source>the hold of {holder} ran out</source>
        <translation>{holder}的认领已到期</translation>
    </message>
    <message>
        <source>sent {unit}</source>
        <translation>指派 {unit}</translation>
    </message>
    <message>
        <source>withdrew {unit} ({reason})</source>
        <translation>撤回 {unit}（{reason}）</translation>
    </message>
    <message>
        <source>{unit}: {step}</source>
        <translation>{unit}：{step}</translation>
    </message>
    <message>
        <source>file attached</source>
        <translation>添加了附件</translation>
    </message>
    <message>
        <source>sent on from {before} to {after} ({reason}), bounce {n}</source>
        <translation>由{before}改派至{after}（{reason}），第 {n} 次改派</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>feedback</source>
        <translation>处理反馈</translation>
    </message>
    <message>
        <source>verification passed</source>
        <translation>核查通过</translation>
    </message>
    <message>
        <source>verification failed, back for rework</source>
        <translation>核查不通过，退回返工</translation>
    </message>
    <message>
        <source>closed ({reason})</source>
        <translation>结案（{reason}）</translation>
    </message>
    <message>
        <source>reopened ({reason})</source>
        <translation>重新立案（{reason}）</translation>
    </message>
    <message>
        <source>asked for: {request} ({reason})</source>
        <translation>申请{request}（{reason}）</translation>
    </message>
    <message>
        <source>{what}, until {time}</source>
        <translation>{what}，至 {time}</translation>
    </message>
    <message>
        <source>approved: {request}</source>
        <translation>批准{request}</translation>
    </message>
    <message>
        <source>denied: {request}</source>
        <translation>不批准{request}</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>恢复处置</translation>
    </message>
    <message>
        <source>voided ({reason})</source>
        <translation>作废（{reason}）</translation>
    </message>
    <message>
        <source>after {n} bounces decided by: {level}</source>
        <translation>已推转 {n} 次，改由{level}级决定</translation>
    </message>
    <message>
        <source>escalated to: {level} ({reason})</source>
        <translation>提级至{level}级（{reason}）</translation>
    </message>
    <message>
        <source>contact made</source>
        <translation>已联系</translation>
    </message>
    <message>
        <source>merged into case {number} ({reason})</source>
        <translation>并入案件 {number}（{reason}）</translation>
    </message>
    <message>
        <source>case {number} was merged into this one</source>
        <translation>案件 {number} 并入本案</translation>
    </message>
    <message>
        <source>case {number} is a case of its own again</source>
        <translation>案件 {number} 恢复为独立案件</translation>
    </message>
    <message>
        <source>another matter than case {number}</source>
        <translation>与案件 {number} 不是同一件事</translation>
    </message>
    <message>
        <source>may be the same matter as case {number} after all</source>
        <translation>与案件 {number} 仍可能是同一件事</translation>
    </message>
    <message>
        <source>units registered: {n}</source>
        <translation>登记力量：{n}</translation>
    </message>
    <message>
        <source>taken over from another system in the state: {state}</source>
        <translation>自其他系统转入，状态：{state}</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{d} d {h} h</source>
        <translation>{d} 天 {h} 小时</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>file</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无时限</translation>
    </message>
    <message>
        <source>disposal</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>this stage</source>
        <translation>本阶段</translation>
    </message>
    <message>
        <source>contact</source>
        <translation>联系</translation>
    </message>
    <message>
        <source>arrival</source>
        <translation>抵达</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>计时暂停</translation>
    </message>
    <message>
        <source>paused, overdue {time}</source>
        <translation>计时暂停，已超 {time}</translation>
    </message>
    <message>
        <source>paused, {time} left</source>
        <translation>计时暂停，剩 {time}</translation>
    </message>
    <message>
        <source>may only be decided by: {level}</source>
        <translation>只能由{level}级决定</translation>
    </message>
    <message>
        <source>sent on {n} ×</source>
        <translation>转办 {n} 次</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>overdue {time}</source>
        <translation>超期 {time}</translation>
    </message>
    <message>
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
    </message>
    <message>
        <source>no position yet</source>
        <translation>暂无位置</translation>
    </message>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{time} ago</source>
        <translation>{time}前</translation>
    </message>
    <message>
        <source>unit {number}</source>
        <translation>力量 {number}</translation>
    </message>
    <message>
        <source>{case} is not there, or lies outside your area. Choose another case.</source>
        <translation>{case}不存在，或不在您的辖区。请另选案件。</translation>
    </message>
    <message>
        <source>{case} changed while you decided: it is “{state}” now, held by {holder}. Look again, then repeat “{verb}” if it still fits.</source>
        <translation>您操作期间{case}已变化：现为“{state}”，认领人：{holder}。请核对后再决定是否重新“{verb}”。</translation>
    </message>
    <message>
        <source>{case} is held by {holder} until {until}. Ask {holder} to release it, or take another.</source>
        <translation>{case}由{holder}认领至 {until}。请联系{holder}释放，或另选案件。</translation>
    </message>
    <message>
        <source>You do not hold {the_case}; {holder} does. Claim it first, then “{verb}”.</source>
        <translation>您未认领{the_case}，现由{holder}认领。请先认领再“{verb}”。</translation>
    </message>
    <message>
        <source>Your hold on {the_case} has run out. Claim it again, then repeat “{verb}”.</source>
        <translation>您对{the_case}的认领已到期。请重新认领后再“{verb}”。</translation>
    </message>
    <message>
        <source>{case} is “{state}”; “{verb}” would make it “{target}”, which is not allowed from there. Allowed now: {allowed}.</source>
        <translation>{case}现为“{state}”，“{verb}”将变为“{target}”，当前不允许。现在可以：{allowed}。</translation>
    </message>
    <message>
        <source>“{verb}” on {the_case} needs the post: {posts}. Ask somebody who holds it.</source>
        <translation>对{the_case}“{verb}”需要岗位：{posts}。请联系相应岗位人员。</translation>
    </message>
    <message>
        <source>{case} lies outside your area or department. Ask the centre that covers it.</source>
        <translation>{case}不在您的辖区或部门。请联系负责的中心。</translation>
    </message>
    <message>
        <source>“{verb}” on {the_case} needs a reason from the list; “{value}” is not on it: {known}.</source>
        <translation>对{the_case}“{verb}”须选择清单中的原因；“{value}”不在清单内：{known}。</translation>
    </message>
    <message>
        <source>There is no type “{value}” in this city. Choose one from the list.</source>
        <translation>本市没有类型“{value}”，请从清单中选择。</translation>
    </message>
    <message>
        <source>There is no area “{value}” in this city. Choose one from the list.</source>
        <translation>本市没有区域“{value}”，请从清单中选择。</translation>
    </message>
    <message>
        <source>The city&apos;s register has no component “{value}”. Report it without one.</source>
        <translation>本市部件库中没有部件“{value}”，请不填部件上报。</translation>
    </message>
    <message>
        <source>There is no department “{value}” to send {the_case} to. Choose one from the list.</source>
        <translation>没有部门“{value}”可承接{the_case}，请从清单中选择。</translation>
    </message>
    <message>
        <source>{case} is with {department} already. Choose another department.</source>
        <translation>{case}已在{department}，请选择其他部门。</translation>
    </message>
    <message>
        <source>{unit} is not known to central (any more). Choose another unit for {the_case}.</source>
        <translation>中心没有力量 {unit}，请为{the_case}另选。</translation>
    </message>
    <message>
        <source>{unit} is busy with case {other}. Choose a free unit, or send it all the same.</source>
        <translation>{unit} 正在处理案件 {other}。请选择空闲力量，或确认仍然指派。</translation>
    </message>
    <message>
        <source>{unit} is not at {the_case} (any more). Nothing is left to withdraw.</source>
        <translation>{unit} 已不在{the_case}，无需撤回。</translation>
    </message>
    <message>
        <source>{unit} is at {the_case} already. Choose another unit.</source>
        <translation>{unit} 已指派到{the_case}，请另选。</translation>
    </message>
    <message>
        <source>{case} is “{state}” and has not passed verification. Verify it first, or close it as one of: {known}.</source>
        <translation>{case}现为“{state}”，尚未核查通过。请先核查，或按以下原因结案：{known}。</translation>
    </message>
    <message>
        <source>The report says it was made in the future. Check the clock of the sending device.</source>
        <translation>上报时间晚于当前时间，请检查上报设备的时钟。</translation>
    </message>
    <message>
        <source>The position given is nowhere on the map. Check longitude, latitude and datum.</source>
        <translation>上报位置无效，请检查经纬度与坐标系。</translation>
    </message>
    <message>
        <source>Nothing to take: no open case in your area is without a holder.</source>
        <translation>没有可领取的案件：您辖区内的在办案件均已有人认领。</translation>
    </message>
    <message>
        <source>This sign-in can only read; “{verb}” was not done. Sign in at a seat to act.</source>
        <translation>当前登录为只读，“{verb}”未执行。请在席位登录后操作。</translation>
    </message>
    <message>
        <source>Nothing waits for a decision on {the_case}. Allowed now: {allowed}.</source>
        <translation>{the_case}没有待审批的申请。现在可以：{allowed}。</translation>
    </message>
    <message>
        <source>{case} already waits for a decision: {request}. Approve or deny that first.</source>
        <translation>{case}已有申请待审批：{request}。请先批准或不批准。</translation>
    </message>
    <message>
        <source>You asked for this yourself ({request}, {the_case}): somebody else has to approve it, with the post: {posts}. You can still deny it.</source>
        <translation>这项申请（{request}，{the_case}）是您本人提出的，须由具备{posts}岗位的他人批准；您仍可以不批准，即撤回申请。</translation>
    </message>
    <message>
        <source>{case} has been passed around too often: only the level above ({level}) can “{verb}” now.</source>
        <translation>{case}推转次数过多，现只能由上一级（{level}级）“{verb}”。</translation>
    </message>
    <message>
        <source>{case} is at the highest level already. Decide it here.</source>
        <translation>{case}已在最高一级，请在此决定。</translation>
    </message>
    <message>
        <source>{case} cannot be merged into case {value}. Name another open case in your area.</source>
        <translation>{case}不能并入案件 {value}。请另选辖区内未结的案件。</translation>
    </message>
    <message>
        <source>“{verb}” does not fit {the_case} and case {value}. Look at both, then name another case.</source>
        <translation>“{verb}”不适用于{the_case}与案件 {value}。请查看两案后另选案件。</translation>
    </message>
    <message>
        <source>This handover is settled already, by {by}. Nothing is left to do.</source>
        <translation>此交班已由{by}处理，无需再操作。</translation>
    </message>
    <message>
        <source>“{verb}” is not for you here. Ask {by}, or a shift supervisor.</source>
        <translation>此处不能由您“{verb}”。请联系{by}或值班长。</translation>
    </message>
    <message>
        <source>“{value}” is no colleague who could take cases. Choose somebody from the list, or the pool.</source>
        <translation>“{value}”不是可以接案的同事。请从列表中选择，或交到公共池。</translation>
    </message>
    <message>
        <source>{who} does not work everywhere these cases lie. Hand them over in parts: one handover for each area or department.</source>
        <translation>{who}的范围不含所有这些案件。请分开交班：每个区域或部门各一次。</translation>
    </message>
    <message>
        <source>{by} has acknowledged this alert already. Nothing is left to do.</source>
        <translation>{by}已确认此告警，无需再操作。</translation>
    </message>
    <message>
        <source>{by} already shares a filter called “{value}”. Choose another name.</source>
        <translation>{by}已共享名为“{value}”的常用筛选。请换一个名称。</translation>
    </message>
    <message>
        <source>“{verb}” was refused: there are too many already. Take one back first.</source>
        <translation>“{verb}”被拒绝：数量已达上限。请先撤回一个。</translation>
    </message>
    <message>
        <source>{case} is held by {holder}. Ask {holder} to release it, or take another.</source>
        <extracomment>One that was kept from the last time does not know until when.</extracomment>
        <translation>{case}由{holder}认领。请联系{holder}释放，或另选案件。</translation>
    </message>
    <message>
        <source>{unit} is busy with a case outside your area. Choose a free unit, or send it all the same.</source>
        <extracomment>The case a unit is busy with may be one that this person is not to know of.</extracomment>
        <translation>{unit} 正在处理您辖区之外的案件。请选择空闲力量，或确认仍然指派。</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>A colleague</source>
        <translation>同事</translation>
    </message>
    <message>
        <source>Done: “{verb}”, {the_case}.</source>
        <translation>已完成“{verb}”：{the_case}。</translation>
    </message>
    <message>
        <source>“{verb}” is not sent, {the_case}: {trouble}. Decide in the outbox ({key}).</source>
        <translation>“{verb}”未发送，{the_case}：{trouble}。请在发件箱（{key}）中决定。</translation>
    </message>
    <message>
        <source>“{verb}” was not recorded, {the_case}: {trouble}. It will not be sent again.</source>
        <translation>“{verb}”未记录（{the_case}）：{trouble}。不会再次发送。</translation>
    </message>
    <message>
        <source>“{verb}” is not recorded yet, {the_case}: {trouble}. Still trying.</source>
        <translation>“{verb}”尚未记录（{the_case}）：{trouble}。正在重试。</translation>
    </message>
    <message>
        <source>Done: “{verb}”.</source>
        <translation>已完成：“{verb}”。</translation>
    </message>
    <message>
        <source>“{verb}” is not recorded yet: {trouble}. Still trying.</source>
        <translation>“{verb}”尚未记录：{trouble}。仍在重试。</translation>
    </message>
    <message>
        <source>“{verb}” was not recorded: {trouble}. It will not be sent again.</source>
        <translation>“{verb}”未被记录：{trouble}。不会再次发送。</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>案件 {number}</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>case {number}</source>
        <translation>案件 {number}</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>Posts that do not take part in the way of a case.</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>To file</source>
        <translation>待立案</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派遣</translation>
    </message>
    <message>
        <source>To handle</source>
        <translation>待处置</translation>
    </message>
    <message>
        <source>In work</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>To verify</source>
        <translation>待核查</translation>
    </message>
    <message>
        <source>To close</source>
        <translation>待结案</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已挂账</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已并案</translation>
    </message>
    <message>
        <source>0, 0: the sender did not know the place</source>
        <translation>0, 0：上报端未取得位置</translation>
    </message>
    <message>
        <source>outside the city</source>
        <translation>在本市范围之外</translation>
    </message>
    <message>
        <source>Grid officer</source>
        <translation>网格员上报</translation>
    </message>
    <message>
        <source>12345 hotline</source>
        <translation>12345热线</translation>
    </message>
    <message>
        <source>Citizen app</source>
        <translation>市民端</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>随手拍</translation>
    </message>
    <message>
        <source>Service code</source>
        <translation>城市服务码</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Drone</source>
        <translation>无人机</translation>
    </message>
    <message>
        <source>Sensor</source>
        <translation>物联感知</translation>
    </message>
    <message>
        <source>Other platform</source>
        <translation>其他平台</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>已指派</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>途中</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Transporting</source>
        <translation>转运中</translation>
    </message>
    <message>
        <source>At hospital</source>
        <translation>到院</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>collector</source>
        <translation>监督员</translation>
    </message>
    <message>
        <source>intake</source>
        <translation>受理员</translation>
    </message>
    <message>
        <source>shift supervisor</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>dispatcher</source>
        <translation>派遣员</translation>
    </message>
    <message>
        <source>department</source>
        <translation>专业部门</translation>
    </message>
    <message>
        <source>verifier</source>
        <translation>核查员</translation>
    </message>
    <message>
        <source>wall display</source>
        <translation>大屏</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>督察员</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>无时限</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>时限内</translation>
    </message>
    <message>
        <source>Near the limit</source>
        <translation>临近时限</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>1 Emergency</source>
        <translation>1 紧急</translation>
    </message>
    <message>
        <source>2 Urgent</source>
        <translation>2 较急</translation>
    </message>
    <message>
        <source>3 Normal</source>
        <translation>3 一般</translation>
    </message>
    <message>
        <source>4 Low</source>
        <translation>4 较缓</translation>
    </message>
    <message>
        <source>{n} h round the clock</source>
        <translation>{n} 紧急工作时</translation>
    </message>
    <message>
        <source>{n} working hours</source>
        <translation>{n} 工作时</translation>
    </message>
    <message>
        <source>{n} working days</source>
        <translation>{n} 工作日</translation>
    </message>
    <message>
        <source>{n} calendar days</source>
        <translation>{n} 自然日</translation>
    </message>
    <message>
        <source>Report a case</source>
        <translation>上报案件</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>File</source>
        <translation>立案</translation>
    </message>
    <message>
        <source>Dispatch to a department</source>
        <translation>派遣</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Take next</source>
        <translation>领取下一件</translation>
    </message>
    <message>
        <source>Hold longer</source>
        <translation>续期认领</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>释放</translation>
    </message>
    <message>
        <source>Send a unit</source>
        <translation>指派力量</translation>
    </message>
    <message>
        <source>Withdraw a unit</source>
        <translation>撤回力量</translation>
    </message>
    <message>
        <source>Report a unit&apos;s step</source>
        <translation>更新力量进度</translation>
    </message>
    <message>
        <source>Send on to another department</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>开始处置</translation>
    </message>
    <message>
        <source>Give feedback</source>
        <translation>处理反馈</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新立案</translation>
    </message>
    <message>
        <source>Ask to return the case</source>
        <translation>申请回退</translation>
    </message>
    <message>
        <source>Ask for rework</source>
        <translation>申请返工</translation>
    </message>
    <message>
        <source>Ask for more time</source>
        <translation>申请延时</translation>
    </message>
    <message>
        <source>Ask to suspend</source>
        <translation>申请挂账</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Deny</source>
        <translation>不批准</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Escalate to the level above</source>
        <translation>提级</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>添加附件</translation>
    </message>
    <message>
        <source>Record a contact</source>
        <translation>记录联系</translation>
    </message>
    <message>
        <source>Merge into another case</source>
        <translation>并入其他案件</translation>
    </message>
    <message>
        <source>Undo a merge</source>
        <translation>撤销并案</translation>
    </message>
    <message>
        <source>Not a duplicate</source>
        <translation>不是重复案件</translation>
    </message>
    <message>
        <source>Take “not a duplicate” back</source>
        <translation>撤回“不是重复案件”</translation>
    </message>
    <message>
        <source>End a hold</source>
        <translation>结束认领</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Acknowledge a handover</source>
        <translation>确认接班</translation>
    </message>
    <message>
        <source>Decline a handover</source>
        <translation>拒绝接班</translation>
    </message>
    <message>
        <source>Take a handover back</source>
        <translation>撤回交班</translation>
    </message>
    <message>
        <source>Acknowledge an alert</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>Share a saved filter</source>
        <translation>共享常用筛选</translation>
    </message>
    <message>
        <source>Stop sharing a saved filter</source>
        <translation>停止共享常用筛选</translation>
    </message>
    <message>
        <source>nothing to decide</source>
        <translation>无待审批</translation>
    </message>
    <message>
        <source>return to the dispatcher</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>rework</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>more time</source>
        <translation>延时</translation>
    </message>
    <message>
        <source>suspension</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>village</source>
        <translation>村（社区）</translation>
    </message>
    <message>
        <source>town</source>
        <translation>镇街</translation>
    </message>
    <message>
        <source>city</source>
        <translation>市</translation>
    </message>
    <message>
        <source>No trouble</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Central cannot be reached</source>
        <translation>无法连接中心</translation>
    </message>
    <message>
        <source>Central did not answer in time</source>
        <translation>中心未及时回复</translation>
    </message>
    <message>
        <source>The connection to central broke off</source>
        <translation>与中心的连接中断</translation>
    </message>
    <message>
        <source>What answers at this address is not a central</source>
        <translation>该地址的应答方不是中心</translation>
    </message>
    <message>
        <source>The certificate there is not to be trusted</source>
        <translation>对方的证书不可信</translation>
    </message>
    <message>
        <source>Central does not accept this sign-in</source>
        <translation>中心不接受此登录</translation>
    </message>
    <message>
        <source>Central reports a fault of its own</source>
        <translation>中心自身故障</translation>
    </message>
    <message>
        <source>The address of central is not an address</source>
        <translation>中心地址无效</translation>
    </message>
    <message>
        <source>Nothing can be sent from here</source>
        <translation>此处不能发送</translation>
    </message>
    <message>
        <source>Central&apos;s disk is full: it can read, not record</source>
        <translation>中心磁盘已满：可读，不能记录</translation>
    </message>
    <message>
        <source>Central does not take the request as it is</source>
        <translation>中心不接受这样的请求</translation>
    </message>
    <message>
        <source>Too many commands wait in the outbox already</source>
        <translation>发件箱中等待的操作已满</translation>
    </message>
    <message>
        <source>An earlier command about the same case was refused, so this one was not sent</source>
        <translation>同一案件在前的操作被拒绝，因此这条没有发送</translation>
    </message>
    <message>
        <source>It was cancelled here</source>
        <translation>已在本机撤销</translation>
    </message>
    <message>
        <source>It was cancelled here after it had been tried; the history of the case tells whether it was carried out</source>
        <translation>尝试发送之后在本机撤销；是否已执行，请看案件的办理记录</translation>
    </message>
    <message>
        <source>It has waited so long that central may have forgotten whether it was carried out</source>
        <translation>等待过久，中心可能已不记得它是否执行过</translation>
    </message>
    <message>
        <source>Central keeps another log now, where the same number means another case</source>
        <translation>中心现在是另一本日志，同一编号指的是另一个案件</translation>
    </message>
    <message>
        <source>Connecting to central</source>
        <translation>正在连接中心</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>No word from central</source>
        <translation>中心无消息</translation>
    </message>
    <message>
        <source>Central refuses this console</source>
        <translation>中心拒绝本调度台</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>The file cannot be read; check the path and rights.</source>
        <translation>无法读取文件，请检查路径和权限。</translation>
    </message>
    <message>
        <source>The file is empty; record or export it again.</source>
        <translation>文件是空的，请重新录制或导出。</translation>
    </message>
    <message>
        <source>No known mapping fits these columns; give one with --mapping.</source>
        <translation>没有匹配这些列的映射，请用 --mapping 指定。</translation>
    </message>
    <message>
        <source>A newer version wrote this file; update this program.</source>
        <translation>文件由更新的版本写成，请升级本程序。</translation>
    </message>
    <message>
        <source>There is no such file; check the path.</source>
        <translation>没有这个文件，请检查路径。</translation>
    </message>
    <message>
        <source>The file may not be read; ask for rights to it.</source>
        <translation>没有读取该文件的权限，请申请权限。</translation>
    </message>
    <message>
        <source>This is a folder; name a file in it.</source>
        <translation>这是文件夹，请指定其中的文件。</translation>
    </message>
    <message>
        <source>The text is in another encoding than the mapping declares (file.encoding).</source>
        <translation>文本编码与映射中声明的（file.encoding）不同，请改正。</translation>
    </message>
    <message>
        <source>This is no CSV table with a header line; save it as one, or declare its delimiter in the mapping.</source>
        <translation>不是带表头的 CSV 表；请另存为 CSV，或在映射中声明分隔符。</translation>
    </message>
    <message>
        <source>There is nothing in the file that could be played; record or export it again, or correct the mapping.</source>
        <translation>文件中没有可回放的内容；请重新录制或导出，或改正映射。</translation>
    </message>
    <message>
        <source>The mapping reads columns that are not there; correct the mapping.</source>
        <translation>映射要读取的列在文件中不存在，请改正映射：</translation>
    </message>
    <message>
        <source>This is not an incident log of this product; for a table give a mapping.</source>
        <translation>不是本产品的事件日志；若是表格，请用 --mapping 指定映射。</translation>
    </message>
    <message>
        <source>The beginning of the log is damaged; record or export it again.</source>
        <translation>日志开头已损坏，请重新录制或导出。</translation>
    </message>
    <message>
        <source>The mapping is no TOML text; write it as TOML in UTF-8.</source>
        <translation>映射不是 TOML 文本，请用 UTF-8 编码的 TOML 书写。</translation>
    </message>
    <message>
        <source>This is not a mapping of this version; it has to say so in its first lines:</source>
        <translation>不是本版本的映射；开头必须写明：</translation>
    </message>
    <message>
        <source>The mapping does not hold together; compare it with those in resources/mappings.</source>
        <translation>映射自相矛盾，请对照 resources/mappings 中的映射。</translation>
    </message>
    <message>
        <source>The pattern of the mapping is wrong; it needs the groups (?P&lt;lon&gt;…) and (?P&lt;lat&gt;…).</source>
        <translation>映射的模式有误，必须含 (?P&lt;lon&gt;…) 与 (?P&lt;lat&gt;…) 两组。</translation>
    </message>
    <message>
        <source>The steps of the mapping are wrong; begin with means = &quot;reported&quot; and give each once.</source>
        <translation>映射的步骤有误；第一步须为 means = &quot;reported&quot;，且每种只写一次。</translation>
    </message>
    <message>
        <source>The mapping names no known time zone; write one such as &quot;Asia/Shanghai&quot;.</source>
        <translation>映射中的时区不存在；请写如 &quot;Asia/Shanghai&quot; 的时区：</translation>
    </message>
    <message>
        <source>The mapping declares no datum for the coordinates; add one of these:</source>
        <translation>映射未声明坐标基准；请加上其一：</translation>
    </message>
    <message>
        <source>the file was cut off here; what came before is played</source>
        <translation>文件在此处中断，只回放之前的内容</translation>
    </message>
    <message>
        <source>unreadable line</source>
        <translation>无法读取的行</translation>
    </message>
    <message>
        <source>events are missing before this line</source>
        <translation>此行之前缺少事件</translation>
    </message>
    <message>
        <source>the same once more</source>
        <translation>内容重复</translation>
    </message>
    <message>
        <source>impossible value</source>
        <translation>数值不可能</translation>
    </message>
    <message>
        <source>unit that is not registered</source>
        <translation>力量未登记</translation>
    </message>
    <message>
        <source>the number of events differs from the closing line</source>
        <translation>事件数与结尾记录不一致</translation>
    </message>
    <message>
        <source>lines after the closing line</source>
        <translation>结尾记录之后还有内容</translation>
    </message>
    <message>
        <source>steps that run backwards</source>
        <translation>步骤时间倒退</translation>
    </message>
    <message>
        <source>unreadable time</source>
        <translation>无法读取的时间</translation>
    </message>
    <message>
        <source>no time of the report</source>
        <translation>缺少上报时间</translation>
    </message>
    <message>
        <source>no case number</source>
        <translation>缺少案件号</translation>
    </message>
    <message>
        <source>no coordinate</source>
        <translation>缺少坐标</translation>
    </message>
    <message>
        <source>unreadable coordinate</source>
        <translation>无法读取的坐标</translation>
    </message>
    <message>
        <source>coordinate outside the declared bounds</source>
        <translation>坐标超出声明的范围</translation>
    </message>
    <message>
        <source>no datum for the coordinate</source>
        <translation>坐标没有基准</translation>
    </message>
    <message>
        <source>unit that never became available again</source>
        <translation>力量一直没有恢复待命</translation>
    </message>
    <message>
        <source>unknown priority</source>
        <translation>未知的级别</translation>
    </message>
    <message>
        <source>wrong number of cells</source>
        <translation>单元格数目不对</translation>
    </message>
    <message>
        <source>central cannot read the request; report this</source>
        <extracomment>By central&apos;s code. A sentence that can stand after a colon, with the way out where there is one.</extracomment>
        <translation>中心无法读懂该请求，请报告此问题</translation>
    </message>
    <message>
        <source>something in it is not as central wants it; look at what was filled in</source>
        <translation>其中有内容不符合中心要求，请检查所填内容</translation>
    </message>
    <message>
        <source>a value in it is not one central knows</source>
        <translation>其中有中心不认识的值</translation>
    </message>
    <message>
        <source>it is too large; shorten it</source>
        <translation>内容过大，请缩短</translation>
    </message>
    <message>
        <source>this central does not know the action; it may be older than this console</source>
        <translation>该中心不认识此操作，其版本可能低于本席位</translation>
    </message>
    <message>
        <source>the request came without its own key; report this</source>
        <translation>请求缺少唯一编号，请报告此问题</translation>
    </message>
    <message>
        <source>its key was used before for something else; do it anew</source>
        <translation>其唯一编号已用于别的操作，请重新操作</translation>
    </message>
    <message>
        <source>an earlier attempt is still under way</source>
        <translation>上一次尝试仍在进行</translation>
    </message>
    <message>
        <source>the request did not say which version of the case was looked at; report this</source>
        <translation>请求未说明所依据的案件版本，请报告此问题</translation>
    </message>
    <message>
        <source>nobody is signed in; sign in again</source>
        <translation>未登录，请重新登录</translation>
    </message>
    <message>
        <source>name or password is wrong</source>
        <translation>用户名或密码错误</translation>
    </message>
    <message>
        <source>too many tries; wait a little</source>
        <translation>尝试次数过多，请稍候</translation>
    </message>
    <message>
        <source>too many people sign in at once; wait a little</source>
        <translation>同时登录的人太多，请稍候</translation>
    </message>
    <message>
        <source>central is being stopped</source>
        <translation>中心正在停止</translation>
    </message>
    <message>
        <source>this sign-in is a fixed key, not a session that could be ended</source>
        <translation>当前使用固定凭证登录，没有可结束的会话</translation>
    </message>
    <message>
        <source>the request came too slowly; look at the connection</source>
        <translation>请求传输过慢，请检查网络</translation>
    </message>
    <message>
        <source>central&apos;s disk is full</source>
        <translation>中心磁盘已满</translation>
    </message>
    <message>
        <source>central&apos;s database does not answer</source>
        <translation>中心数据库无响应</translation>
    </message>
    <message>
        <source>central is not ready yet</source>
        <translation>中心尚未就绪</translation>
    </message>
    <message>
        <source>central failed on it; its log has more</source>
        <translation>中心处理失败，详见中心日志</translation>
    </message>
    <message>
        <source>the file is too large: pictures and PDF up to 20 MB, MP4 up to 100 MB</source>
        <translation>文件过大：图片和 PDF 不超过 20 MB，MP4 不超过 100 MB</translation>
    </message>
    <message>
        <source>the file cannot be read; look whether it is there</source>
        <translation>文件无法读取，请检查它是否存在</translation>
    </message>
    <message>
        <source>it was called off</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>the case has as many files as it can have</source>
        <translation>该案件的附件数已达上限</translation>
    </message>
    <message>
        <source>files of this type are not taken</source>
        <translation>不接受此类型的文件</translation>
    </message>
    <message>
        <source>the file is not what its name or type says</source>
        <translation>文件内容与其名称或类型不符</translation>
    </message>
    <message>
        <source>the picture is too large; make it smaller</source>
        <translation>图片过大，请缩小</translation>
    </message>
    <message>
        <source>central gives a reason that this console does not know ({code})</source>
        <translation>中心给出了本席位不认识的原因（{code}）</translation>
    </message>
    <message>
        <source>You are signed in as: {posts}. You may read every case in your area with its history, and on a case: {actions}. All other steps are taken at the posts of the centre.</source>
        <translation>您的岗位：{posts}。可查看辖区内全部案件及其经过，并可对案件进行：{actions}。其他步骤由中心各岗位办理。</translation>
    </message>
    <message>
        <source>You are signed in as: {posts}. You may read every case in your area with its history; you may not change one. Steps are taken at the posts of the centre.</source>
        <translation>您的岗位：{posts}。可查看辖区内全部案件及其经过，但不能更改案件。各步骤由中心各岗位办理。</translation>
    </message>
    <message>
        <source>Ask the provider of the map for another copy.</source>
        <translation>请向地图提供方另要一份。</translation>
    </message>
    <message>
        <source>Mend the file and start again; docs/base-maps.md has examples.</source>
        <translation>请改正文件后重新启动；示例见 docs/base-maps.md。</translation>
    </message>
    <message>
        <source>Tiles kept before are shown meanwhile, and it is asked again later by itself.</source>
        <translation>其间显示以前存下的瓦片，稍后会自动再次请求。</translation>
    </message>
    <message>
        <source>The place is drawn as missing; ask the provider if it stays so.</source>
        <translation>该处画为缺失；若一直如此请询问提供方。</translation>
    </message>
    <message>
        <source>Check the address, and the service&apos;s key if it needs one.</source>
        <translation>请检查地址；服务需要密钥时也检查密钥。</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <extracomment>Code → (reason, way out).</extracomment>
        <translation>文件无法读取</translation>
    </message>
    <message>
        <source>Check the path and the rights to it.</source>
        <translation>请检查路径和权限。</translation>
    </message>
    <message>
        <source>over 1 MB is no list of maps</source>
        <translation>超过 1 MB，不是地图清单</translation>
    </message>
    <message>
        <source>this is no TOML text</source>
        <translation>不是 TOML 文本</translation>
    </message>
    <message>
        <source>there is no base map of this id</source>
        <translation>没有这个编号的底图</translation>
    </message>
    <message>
        <source>Use one of those in brackets; - is the city&apos;s own drawing.</source>
        <translation>请使用括号中的编号；- 表示城市自带底图。</translation>
    </message>
    <message>
        <source>there is no such key</source>
        <translation>没有这个键</translation>
    </message>
    <message>
        <source>Take it out, or use one of those in brackets.</source>
        <translation>请删去，或改用括号中的键。</translation>
    </message>
    <message>
        <source>the key is missing or empty</source>
        <translation>缺少这个键或其值为空</translation>
    </message>
    <message>
        <source>Add it to the map&apos;s table.</source>
        <translation>请在该地图的表中补上。</translation>
    </message>
    <message>
        <source>the value is of another type</source>
        <translation>值的类型不对</translation>
    </message>
    <message>
        <source>Write it as shown in brackets.</source>
        <translation>请按括号中的写法填写。</translation>
    </message>
    <message>
        <source>the value is none of those known</source>
        <translation>值不在可选范围内</translation>
    </message>
    <message>
        <source>Use one of those in brackets.</source>
        <translation>请改用括号中的值。</translation>
    </message>
    <message>
        <source>the text is too long</source>
        <translation>文字过长</translation>
    </message>
    <message>
        <source>Make it shorter.</source>
        <translation>请缩短。</translation>
    </message>
    <message>
        <source>the id is not usable</source>
        <translation>这个 id 不可用</translation>
    </message>
    <message>
        <source>Use letters, digits, dot, dash and underscore, at most 64.</source>
        <translation>请用字母、数字、点、短横和下划线，最多 64 个。</translation>
    </message>
    <message>
        <source>another map has this id</source>
        <translation>另一幅地图已用此 id</translation>
    </message>
    <message>
        <source>Give it another one; the first map is used.</source>
        <translation>请换一个；现采用先出现的那幅。</translation>
    </message>
    <message>
        <source>no datum is declared, so its tiles have no certain place</source>
        <translation>没有声明坐标系，瓦片的位置无法确定</translation>
    </message>
    <message>
        <source>Add datum = &quot;WGS-84&quot;, &quot;GCJ-02&quot; or &quot;BD-09&quot;; the provider knows which. Public Chinese web maps are GCJ-02 as a rule, Tianditu and surveyed city maps WGS-84 (CGCS2000).</source>
        <translation>请添加 datum = &quot;WGS-84&quot;、&quot;GCJ-02&quot; 或 &quot;BD-09&quot;；提供方知道是哪一种。国内公众网络地图一般为 GCJ-02，天地图和测绘的城市地图为 WGS-84（CGCS2000）。</translation>
    </message>
    <message>
        <source>no hosts are declared that may be asked</source>
        <translation>没有声明可以请求的主机</translation>
    </message>
    <message>
        <source>Add hosts = [...] with those in brackets, if you trust them.</source>
        <translation>若信任括号中的主机，请添加 hosts = [...]。</translation>
    </message>
    <message>
        <source>this host is not declared</source>
        <translation>该主机未声明</translation>
    </message>
    <message>
        <source>Add it to hosts, with its port if unusual, if you trust it.</source>
        <translation>若信任它，请加入 hosts；端口不寻常时一并写上。</translation>
    </message>
    <message>
        <source>this host is a machine of a private network</source>
        <translation>该主机是内部网络的机器</translation>
    </message>
    <message>
        <source>If it is your own map server, add private = true; otherwise do not use it.</source>
        <translation>若是本单位的地图服务器，请添加 private = true；否则不要使用。</translation>
    </message>
    <message>
        <source>the lowest zoom is above the highest</source>
        <translation>最小级别大于最大级别</translation>
    </message>
    <message>
        <source>Exchange min_zoom and max_zoom.</source>
        <translation>请对调 min_zoom 与 max_zoom。</translation>
    </message>
    <message>
        <source>the file with the service&apos;s key cannot be read or is empty</source>
        <translation>服务密钥文件无法读取或为空</translation>
    </message>
    <message>
        <source>Write the key into its first line.</source>
        <translation>请把密钥写在第一行。</translation>
    </message>
    <message>
        <source>nothing is known to put into this field of the address</source>
        <translation>地址中的这个字段无从填写</translation>
    </message>
    <message>
        <source>XYZ knows {z} {x} {y} {-y} {q}, WMTS {TileMatrix} {TileRow} {TileCol}.</source>
        <translation>XYZ 可用 {z} {x} {y} {-y} {q}，WMTS 可用 {TileMatrix} {TileRow} {TileCol}。</translation>
    </message>
    <message>
        <source>the field in brackets has nothing that it goes with</source>
        <translation>括号中的字段没有与之对应的内容</translation>
    </message>
    <message>
        <source>The address and this key must both have it.</source>
        <translation>地址和这个键必须都有它。</translation>
    </message>
    <message>
        <source>only http and https can be asked</source>
        <translation>只能请求 http 和 https</translation>
    </message>
    <message>
        <source>For a map on this machine use MBTiles or PMTiles and file.</source>
        <translation>本机上的地图请用 MBTiles 或 PMTiles 并写 file。</translation>
    </message>
    <message>
        <source>this is no usable address</source>
        <translation>地址不可用</translation>
    </message>
    <message>
        <source>the server sends us on too often, or to where we may not go</source>
        <translation>服务器转发过多，或转向不允许的地方</translation>
    </message>
    <message>
        <source>the server refuses to give tiles</source>
        <translation>服务器拒绝提供瓦片</translation>
    </message>
    <message>
        <source>the server cannot be reached</source>
        <translation>连不上服务器</translation>
    </message>
    <message>
        <source>the server is in trouble</source>
        <translation>服务器出错</translation>
    </message>
    <message>
        <source>the server is too slow</source>
        <translation>服务器太慢</translation>
    </message>
    <message>
        <source>tiles cannot be kept on the disk</source>
        <translation>瓦片无法存到磁盘</translation>
    </message>
    <message>
        <source>Free some space there; the map works, but not offline.</source>
        <translation>请腾出空间；地图可用，但不能离线。</translation>
    </message>
    <message>
        <source>a tile is damaged or cut off</source>
        <translation>有瓦片损坏或被截断</translation>
    </message>
    <message>
        <source>a tile has too many pixels</source>
        <translation>有瓦片像素过多</translation>
    </message>
    <message>
        <source>a tile has too many bytes</source>
        <translation>有瓦片字节过多</translation>
    </message>
    <message>
        <source>a tile is not square</source>
        <translation>有瓦片不是正方形</translation>
    </message>
    <message>
        <source>a page of text came in place of a tile</source>
        <translation>收到的是文字页面而不是瓦片</translation>
    </message>
    <message>
        <source>a tile holds vectors, which are not drawn here</source>
        <translation>瓦片是矢量的，这里不能绘制</translation>
    </message>
    <message>
        <source>Ask the provider for a raster map (PNG, JPEG or WebP).</source>
        <translation>请向提供方索取栅格地图（PNG、JPEG 或 WebP）。</translation>
    </message>
    <message>
        <source>a tile is empty</source>
        <translation>有瓦片为空</translation>
    </message>
    <message>
        <source>a tile is no PNG, JPEG or WebP picture</source>
        <translation>有瓦片不是 PNG、JPEG 或 WebP 图片</translation>
    </message>
    <message>
        <source>a tile came squeezed, unasked</source>
        <translation>有瓦片未经请求被压缩</translation>
    </message>
    <message>
        <source>a tile could not be drawn</source>
        <translation>有瓦片无法绘制</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>Check its name; it is looked for beside the list of maps.</source>
        <translation>请检查文件名；在地图清单所在文件夹中查找。</translation>
    </message>
    <message>
        <source>the archive is damaged or cut off</source>
        <translation>档案损坏或被截断</translation>
    </message>
    <message>
        <source>the archive holds vector tiles, which are not drawn here</source>
        <translation>档案中是矢量瓦片，这里不能绘制</translation>
    </message>
    <message>
        <source>the archive&apos;s tiles are no PNG, JPEG or WebP pictures</source>
        <translation>档案中的瓦片不是 PNG、JPEG 或 WebP 图片</translation>
    </message>
    <message>
        <source>there are no tiles in the archive</source>
        <translation>档案中没有瓦片</translation>
    </message>
    <message>
        <source>this database is no MBTiles archive</source>
        <translation>这个数据库不是 MBTiles 档案</translation>
    </message>
    <message>
        <source>Check kind and file.</source>
        <translation>请检查 kind 和 file。</translation>
    </message>
    <message>
        <source>this file is no PMTiles archive</source>
        <translation>这个文件不是 PMTiles 档案</translation>
    </message>
    <message>
        <source>this version of PMTiles is not read</source>
        <translation>不能读取这个版本的 PMTiles</translation>
    </message>
    <message>
        <source>Convert it to version 3 (pmtiles convert).</source>
        <translation>请转换为第 3 版（pmtiles convert）。</translation>
    </message>
    <message>
        <source>the archive is squeezed in a way that is not read</source>
        <translation>档案的压缩方式不能读取</translation>
    </message>
    <message>
        <source>Convert it with gzip (pmtiles convert).</source>
        <translation>请改用 gzip 压缩（pmtiles convert）。</translation>
    </message>
    <message>
        <source>the archive has none of the declared zooms</source>
        <translation>档案中没有所声明的级别</translation>
    </message>
    <message>
        <source>Take min_zoom and max_zoom out, or mend them.</source>
        <translation>请删去或改正 min_zoom 与 max_zoom。</translation>
    </message>
    <message>
        <source>Base map {where}: {reason}{found}. {way_out}</source>
        <translation>底图 {where}：{reason}{found}。{way_out}</translation>
    </message>
    <message>
        <source>an older position came late</source>
        <translation>有一个较早的位置迟到</translation>
    </message>
    <message>
        <source>a position dated in the future was not taken</source>
        <translation>未采用一个时间在未来的位置</translation>
    </message>
    <message>
        <source>a jump that nothing is fast enough for was not taken</source>
        <translation>未采用一次速度上不可能的跳变</translation>
    </message>
    <message>
        <source>a position that is nowhere on the globe was not taken</source>
        <translation>未采用一个不在地球上的位置</translation>
    </message>
    <message>
        <source>in doubt: {units} · positions not taken: {refused}</source>
        <translation>存疑 {units} · 未采用的位置 {refused}</translation>
    </message>
    <message>
        <source>can fly {distance} out and back</source>
        <translation>可往返飞行 {distance}</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>water level</source>
        <translation>积水监测</translation>
    </message>
    <message>
        <source>manhole cover</source>
        <translation>井盖监测</translation>
    </message>
    <message>
        <source>gas detector</source>
        <translation>燃气监测</translation>
    </message>
    <message>
        <source>air monitor</source>
        <translation>空气监测</translation>
    </message>
    <message>
        <source>noise monitor</source>
        <translation>噪声监测</translation>
    </message>
    <message>
        <source>other sensor</source>
        <translation>其他传感器</translation>
    </message>
    <message>
        <source>in order, says the register</source>
        <translation>登记状态：正常</translation>
    </message>
    <message>
        <source>out of order, says the register</source>
        <translation>登记状态：故障</translation>
    </message>
    <message>
        <source>switched off, says the register</source>
        <translation>登记状态：停用</translation>
    </message>
    <message>
        <source>not there, or outside the area</source>
        <translation>不存在，或在范围之外</translation>
    </message>
    <message>
        <source>over already</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>not held by who handed it over</source>
        <translation>交班人并未持有</translation>
    </message>
    <message>
        <source>held by somebody else</source>
        <translation>由他人持有</translation>
    </message>
    <message>
        <source>the pool</source>
        <translation>公共池</translation>
    </message>
    <message>
        <source>handed over to {whom}, cases: {n}</source>
        <translation>交班给{whom}，案件 {n} 件</translation>
    </message>
    <message>
        <source>handover acknowledged, cases taken over: {n}</source>
        <translation>已确认接班，接手案件 {n} 件</translation>
    </message>
    <message>
        <source>handover declined</source>
        <translation>拒绝接班</translation>
    </message>
    <message>
        <source>handover taken back</source>
        <translation>撤回交班</translation>
    </message>
    <message>
        <source>alert acknowledged</source>
        <translation>已确认告警</translation>
    </message>
    <message>
        <source>saved filter shared: {name}</source>
        <translation>共享常用筛选：{name}</translation>
    </message>
    <message>
        <source>a shared filter was withdrawn</source>
        <translation>撤下一个共享的常用筛选</translation>
    </message>
    <message>
        <source>the file is of another kind than declared</source>
        <translation>文件类型与声明不符</translation>
    </message>
    <message>
        <source>Check kind and file; a zipped file must be unpacked.</source>
        <translation>请检查 kind 和 file；压缩文件须先解压。</translation>
    </message>
    <message>
        <source>the file is damaged, cut off, or wrongly written</source>
        <translation>文件损坏、不完整或格式有误</translation>
    </message>
    <message>
        <source>Ask for another copy, or open and save it in QGIS.</source>
        <translation>请另要一份，或用 QGIS 打开后另存。</translation>
    </message>
    <message>
        <source>the file has several layers</source>
        <translation>文件中有多个图层</translation>
    </message>
    <message>
        <source>Name the one to be drawn: layer = one of those in brackets.</source>
        <translation>请指定要绘制的图层：layer = 括号中的一个。</translation>
    </message>
    <message>
        <source>the file has no such layer</source>
        <translation>文件中没有这个图层</translation>
    </message>
    <message>
        <source>there is nothing in it that could be drawn</source>
        <translation>其中没有可以绘制的内容</translation>
    </message>
    <message>
        <source>Check the file in QGIS, or take the layer out of the list.</source>
        <translation>请用 QGIS 检查文件，或从清单中去掉该图层。</translation>
    </message>
    <message>
        <source>the file is not in degrees of longitude and latitude</source>
        <translation>文件的坐标不是经纬度</translation>
    </message>
    <message>
        <source>Bring it to EPSG:4326 (QGIS: Export &gt; Save Features As).</source>
        <translation>请转换到 EPSG:4326（QGIS：导出 &gt; 要素另存为）。</translation>
    </message>
    <message>
        <source>the file names another datum than the list</source>
        <translation>文件所写的基准与清单不同</translation>
    </message>
    <message>
        <source>Correct the wrong one of the two.</source>
        <translation>请改正其中错误的一个。</translation>
    </message>
    <message>
        <source>the file has no such field</source>
        <translation>文件中没有这个字段</translation>
    </message>
    <message>
        <source>Use one of those in brackets, or leave label away.</source>
        <translation>请使用括号中的一个，或不写 label。</translation>
    </message>
    <message>
        <source>there is no .cpg file to say how its letters are encoded</source>
        <translation>没有 .cpg 文件说明文字编码</translation>
    </message>
    <message>
        <source>Add encoding = UTF-8 or GBK, in quotes.</source>
        <translation>请加上 encoding，值为带引号的 UTF-8 或 GBK。</translation>
    </message>
    <message>
        <source>the file could not be drawn</source>
        <translation>文件无法绘制</translation>
    </message>
    <message>
        <source>Ask for another copy, and report this line.</source>
        <translation>请另要一份，并报告这一行。</translation>
    </message>
    <message>
        <source>a feature has no shape that could be read; it is left out</source>
        <translation>有要素的形状无法读取，未绘制</translation>
    </message>
    <message>
        <source>Mend it in the file, then read the files again.</source>
        <translation>请在文件中改正，然后重新读取文件。</translation>
    </message>
    <message>
        <source>a feature mixes points, lines and areas; it is left out</source>
        <translation>有要素混有点、线、面，未绘制</translation>
    </message>
    <message>
        <source>Divide it in the file, then read the files again.</source>
        <translation>请在文件中拆分，然后重新读取文件。</translation>
    </message>
    <message>
        <source>a feature has a point that is no number; it is left out</source>
        <translation>有要素的坐标不是数字，未绘制</translation>
    </message>
    <message>
        <source>a feature has a point at (0, 0), which is no place; it is left out</source>
        <translation>有要素的点在 (0, 0)，不是真实位置，未绘制</translation>
    </message>
    <message>
        <source>a feature lies off the globe; it is left out</source>
        <translation>有要素在地球范围之外，未绘制</translation>
    </message>
    <message>
        <source>The file may be in metres: bring it to EPSG:4326 in QGIS.</source>
        <translation>文件可能以米为单位：请用 QGIS 转换到 EPSG:4326。</translation>
    </message>
    <message>
        <source>a ring was not closed; it is drawn closed</source>
        <translation>有环没有闭合，已闭合绘制</translation>
    </message>
    <message>
        <source>a boundary crosses itself; it is drawn repaired</source>
        <translation>有边界自相交，已修复绘制</translation>
    </message>
    <message>
        <source>an area has no inside; it is left out</source>
        <translation>有面没有内部，未绘制</translation>
    </message>
    <message>
        <source>a feature has too many points to look for crossing sides</source>
        <translation>有要素的点太多，未检查自相交</translation>
    </message>
    <message>
        <source>It is drawn as it is; dividing it makes the map faster.</source>
        <translation>按原样绘制；拆分后地图会更快。</translation>
    </message>
    <message>
        <source>a feature reaches beyond 85°, where the map ends; it is cut off</source>
        <translation>有要素超出地图的尽头 85°，已截断</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>an area goes round a pole; it is left out</source>
        <translation>有面环绕极点，未绘制</translation>
    </message>
    <message>
        <source>reading broke down over this file; it is left out</source>
        <translation>读取该文件时进程崩溃，未绘制</translation>
    </message>
    <message>
        <source>Ask for another copy; then read the files again.</source>
        <translation>请另要一份，然后重新读取文件。</translation>
    </message>
    <message>
        <source>the process that draws added layers broke down several times</source>
        <translation>绘制附加图层的进程多次崩溃</translation>
    </message>
    <message>
        <source>Read the files again, or start the console again.</source>
        <translation>请重新读取文件，或重新启动控制台。</translation>
    </message>
    <message>
        <source>Queued</source>
        <extracomment>What is decided by who comes first: waiting means that somebody else may have it.</extracomment>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <translation>等待答复</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>待决定</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>未发送</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>Another console of yours is open on this machine. What waits here is sent as usual, but a crash of this console would lose it. Close one of the two.</source>
        <translation>您在本机上还开着另一个坐席。这里等待的操作照常发送，但本坐席若崩溃就会丢失。请关闭其中一个。</translation>
    </message>
    <message>
        <source>The outbox of the last time could not be read and was set aside ({detail}). What waited in it has not been sent: look at your cases.</source>
        <translation>上次的发件箱无法读取，已另存（{detail}）。其中等待的操作没有发送：请核对您的案件。</translation>
    </message>
    <message>
        <source>The outbox cannot be written ({detail}). Commands are sent as usual, but a crash of this console would lose what waits. Make room on the disk.</source>
        <translation>发件箱无法写入（{detail}）。操作照常发送，但本坐席若崩溃，等待中的操作就会丢失。请清理磁盘空间。</translation>
    </message>
    <message>
        <source>The city kept from the last time cannot be used and was set aside ({detail}); it is asked from central anew.</source>
        <translation>上次保存的城市数据无法使用，已另存（{detail}）；正在向中心重新获取。</translation>
    </message>
    <message>
        <source>The city cannot be kept for the next start ({detail}). Make room on the disk.</source>
        <translation>无法为下次启动保存城市数据（{detail}）。请清理磁盘空间。</translation>
    </message>
    <message>
        <source>To be cancelled</source>
        <translation>正在撤销</translation>
    </message>
    <message>
        <source>only queued, nothing is decided yet</source>
        <translation>仅在排队，尚未决定</translation>
    </message>
    <message>
        <source>{why}; {only}</source>
        <translation>{why}；{only}</translation>
    </message>
    <message>
        <source>{about}: not sent yet, {why}. It is kept in the outbox ({key}).</source>
        <translation>{about}：尚未发送，{why}。已存入发件箱（{key}）。</translation>
    </message>
    <message>
        <source>{about}: only queued in the outbox ({key}), {why}. Nothing is decided yet, somebody else may be first.</source>
        <translation>{about}：仅在发件箱（{key}）排队，{why}。尚未决定，可能被别人抢先。</translation>
    </message>
    <message>
        <source>Outbox: {n} waiting to be sent.</source>
        <translation>发件箱：{n} 条等待发送。</translation>
    </message>
    <message>
        <source>Outbox: {n} to be decided by you ({key}).</source>
        <translation>发件箱：{n} 条需要您决定（{key}）。</translation>
    </message>
    <message>
        <source>“{verb}” is not sent by itself: {why}. Decide in the outbox ({key}).</source>
        <translation>“{verb}”不会自动发送：{why}。请在发件箱（{key}）中决定。</translation>
    </message>
    <message>
        <source>“{verb}” is only queued, not decided: somebody else may be first. It is sent when central answers again; {time} so far.</source>
        <translation>“{verb}”仅在排队，尚未决定：可能被别人抢先。中心恢复应答后自动发送；已等待 {time}。</translation>
    </message>
    <message>
        <source>“{verb}” is sent when central answers again; {time} so far.</source>
        <translation>“{verb}”将在中心恢复应答后自动发送；已等待 {time}。</translation>
    </message>
    <message>
        <source>“{verb}” is kept and sent when central answers again; {time} so far.</source>
        <translation>“{verb}”已保存，中心恢复应答后自动发送；已等待 {time}。</translation>
    </message>
    <message>
        <source>central has no such file (any more)</source>
        <translation>中心没有（或已没有）该文件</translation>
    </message>
    <message>
        <source>the file is damaged: it is not what was handed in</source>
        <translation>文件已损坏：与提交时不一致</translation>
    </message>
    <message>
        <source>it cannot be written there; choose another folder or free space</source>
        <translation>无法写入该位置，请换一个文件夹或腾出空间</translation>
    </message>
    <message>
        <source>{n} KB</source>
        <translation>{n} KB</translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation>{n} MB</translation>
    </message>
    <message>
        <source>{code} (asking the register …)</source>
        <translation>{code}（正在查询部件库 …）</translation>
    </message>
    <message>
        <source>{code} (the register cannot be asked: {why})</source>
        <translation>{code}（无法查询部件库：{why}）</translation>
    </message>
    <message>
        <source>{code} (not in the register)</source>
        <translation>{code}（部件库中没有）</translation>
    </message>
    <message>
        <source>Ask the service&apos;s people, or declare its tiles with url and matrix_set instead.</source>
        <translation>请联系服务方，或改用 url 和 matrix_set 声明其瓦片。</translation>
    </message>
    <message>
        <source>Declare one of those in brackets.</source>
        <translation>请声明括号中的一个。</translation>
    </message>
    <message>
        <source>the service&apos;s capabilities cannot be read</source>
        <extracomment>Code → (reason, way out).</extracomment>
        <translation>无法读取服务的能力文档</translation>
    </message>
    <message>
        <source>Check the path or address, and choose the map again when it can be reached.</source>
        <translation>请检查路径或地址，可访问后重新选择该底图。</translation>
    </message>
    <message>
        <source>the capabilities are no sound XML</source>
        <translation>能力文档不是完好的 XML</translation>
    </message>
    <message>
        <source>the capabilities declare a DTD or entities, which are refused</source>
        <translation>能力文档声明了 DTD 或实体，已拒绝</translation>
    </message>
    <message>
        <source>this is no capabilities document of WMTS 1.0.0</source>
        <translation>这不是 WMTS 1.0.0 的能力文档</translation>
    </message>
    <message>
        <source>Check the address: it ends in REQUEST=GetCapabilities or names the document.</source>
        <translation>请检查地址：应以 REQUEST=GetCapabilities 结尾，或直接指向该文档。</translation>
    </message>
    <message>
        <source>the service has no such layer</source>
        <translation>服务中没有这个图层</translation>
    </message>
    <message>
        <source>the layer has no such style</source>
        <translation>图层没有这个样式</translation>
    </message>
    <message>
        <source>the layer is not cut in such a tile matrix set</source>
        <translation>图层未按这个瓦片矩阵集切图</translation>
    </message>
    <message>
        <source>none of its tile matrix sets is Web Mercator as it is drawn</source>
        <translation>其瓦片矩阵集都不是可绘制的 Web 墨卡托</translation>
    </message>
    <message>
        <source>Ask for EPSG:3857 tiles of 256 or 512 pixels from the corner of the world, halved from zoom to zoom.</source>
        <translation>请索取 EPSG:3857 瓦片：边长 256 或 512 像素，以世界左上角为原点，逐级二分。</translation>
    </message>
    <message>
        <source>the layer is not given as PNG, JPEG or WebP, or not as asked</source>
        <translation>图层不提供 PNG、JPEG 或 WebP，或不提供所要求的格式</translation>
    </message>
    <message>
        <source>the service says no address for its tiles</source>
        <translation>服务没有给出瓦片地址</translation>
    </message>
</context>
<context>
    <name>_Problems</name>
    <message>
        <source>line {line}: {why}</source>
        <extracomment>Steps a hand can find again: a third of a decade each, ×1 to ×1000.</extracomment>
        <translation>第 {line} 行：{why}</translation>
    </message>
</context>
</TS>
