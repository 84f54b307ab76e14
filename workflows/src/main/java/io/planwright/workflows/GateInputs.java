package io.planwright.workflows;

import io.planwright.workflows.contract.In;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a gate asks, and of whom. */
record GateInputs(
    @In(value = "who may decide, as name or name=weight; nobody named: any operator", or = "[]")
        List<String> approvers,
    @In(value = "the weight of yes that opens it", or = "1") int quorum,
    @In(value = "who worked on what it judges can't decide", or = "false") boolean separation,
    @In(value = "decides by itself where every criterion is measured, without people", or = "false")
        boolean automatic,
    @In("after so long without a decision it goes to the next level, after the last it fails")
        Optional<Duration> deadline,
    @In(value = "further levels, as level: name, name", or = "[]") List<String> escalation,
    @In("how often it reminds those who may decide") Optional<Duration> remind) {}
