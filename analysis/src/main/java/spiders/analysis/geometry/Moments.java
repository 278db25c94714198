// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** Area of a plane region, and its integrals of x and of y. */
record Moments(double area, double xArea, double yArea) {}
