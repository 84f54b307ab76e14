package io.planwright.quant.portfolio;

/**
 * The best portfolio that the constraints allow.
 *
 * @param weights add up to 1
 * @param objective what was made best: variance, utility or ratio, as the method says
 * @param deviation the portfolio's standard deviation, in the unit of the returns, per their period
 * @param turnover bought and sold together, {@code Σ|wᵢ − currentᵢ|}
 * @param cost of that, as a fraction of the portfolio
 */
public record Optimum(
    double[] weights, double objective, double deviation, double turnover, double cost) {}
