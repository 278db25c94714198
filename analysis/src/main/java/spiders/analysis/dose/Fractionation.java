// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * How a total dose was given, and to what tissue; the linear-quadratic model without time (Fowler
 * 1989).
 *
 * @param fractions equal ones, how many
 * @param alphaBeta the ratio of alpha to beta, in gray
 */
public record Fractionation(int fractions, double alphaBeta) {

    public Fractionation {
        if (fractions < 1 || !(alphaBeta > 0) || Double.isInfinite(alphaBeta)) {
            throw new IllegalArgumentException(
                    "%d fractions at %s Gy".formatted(fractions, alphaBeta));
        }
    }

    /** The biologically effective dose of a total dose. */
    public double biologicallyEffective(double dose) {
        return dose * (1 + dose / fractions / alphaBeta);
    }

    /** The total dose in fractions of 2 Gy that does the same (EQD2). */
    public double inTwoGrayFractions(double dose) {
        return biologicallyEffective(dose) / (1 + 2 / alphaBeta);
    }
}
