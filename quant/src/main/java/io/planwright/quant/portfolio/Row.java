package io.planwright.quant.portfolio;

/**
 * A demand {@code low ≤ aᵀw ≤ high}.
 *
 * @param argument and {@code number} say whose demand it is; the number is −1 for a whole argument
 * @param demand in words
 */
record Row(
    String argument, int number, String demand, double[] coefficients, double low, double high) {

  boolean isEquality() {
    return low == high;
  }

  double of(double[] weights) {
    return Products.dot(coefficients, weights);
  }
}
