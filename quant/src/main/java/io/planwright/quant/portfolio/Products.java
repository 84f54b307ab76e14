package io.planwright.quant.portfolio;

/** Of vectors, and of symmetric matrices with vectors. */
final class Products {
  private Products() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Row by row, which vectorises; a weight of 0 costs nothing. */
  static double[] times(double[][] symmetric, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      double factor = vector[i];
      if (factor != 0) {
        double[] row = symmetric[i];
        for (int j = 0; j < product.length; j++) {
          product[j] += factor * row[j];
        }
      }
    }
    return product;
  }
}
