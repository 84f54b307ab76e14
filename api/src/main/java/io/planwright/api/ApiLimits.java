package io.planwright.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How much the API takes at most.
 *
 * @param bodyBytes of one request; also the largest plan document
 * @param temporalBudget how long a request waits for Temporal
 * @param assistWait how long a request waits for a language model
 * @param streams watchers at a time, in this process
 * @param look how often a watcher looks for new lines without being woken
 * @param heartbeat the longest silence of an event stream
 * @param redeliver how often commands that are still pending are delivered again
 * @param restart how often runs that could not be started are started again
 */
@ConfigurationProperties("planwright.api")
public record ApiLimits(
    @Bindable(defaultValue = "5242880") long bodyBytes,
    @Bindable(defaultValue = "PT5S") Duration temporalBudget,
    @Bindable(defaultValue = "PT45S") Duration assistWait,
    @Bindable(defaultValue = "500") int streams,
    @Bindable(defaultValue = "PT2S") Duration look,
    @Bindable(defaultValue = "PT15S") Duration heartbeat,
    @Bindable(defaultValue = "PT1S") Duration redeliver,
    @Bindable(defaultValue = "PT2S") Duration restart) {}
