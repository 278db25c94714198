// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.regex.Pattern;

/**
 * How far the disease goes.
 *
 * @param t the primary tumour in the TNM classification, such as {@code cT2a}
 * @param n the lymph nodes, such as {@code N1}
 * @param m metastases, such as {@code M0}
 * @param edition of the TNM, such as {@code 8}
 * @param other the name of another classification, such as FIGO or BCLC
 * @param otherVersion its version
 * @param otherValue what it says
 */
public record Staging(
        String t,
        String n,
        String m,
        String edition,
        String other,
        String otherVersion,
        String otherValue) {

    private static final Pattern EDITION = Pattern.compile("|[0-9]{1,2}");
    private static final Pattern TNM = Pattern.compile("|[A-Za-z0-9()+\\-.,/ ]{1,20}");

    /** Nothing said yet. */
    public static final Staging NONE = new Staging("", "", "", "", "", "", "");

    public Staging {
        t = tnm(t);
        n = tnm(n);
        m = tnm(m);
        edition = edition.strip();
        other = Texts.line(other);
        otherVersion = Texts.line(otherVersion);
        otherValue = Texts.line(otherValue);
        if (!EDITION.matcher(edition).matches()) {
            throw new IllegalArgumentException("an edition of the TNM is a number");
        }
        if (other.isEmpty() != otherValue.isEmpty()) {
            throw new IllegalArgumentException("a classification has a name and a value");
        }
    }

    private static String tnm(String text) {
        var stripped = text.strip();
        if (!TNM.matcher(stripped).matches()) {
            throw new IllegalArgumentException("a TNM category is of at most 20 characters");
        }
        return stripped;
    }

    /** Whether all three categories are said. */
    public boolean isWholeTnm() {
        return !t.isEmpty() && !n.isEmpty() && !m.isEmpty();
    }

    /** Whether nothing is said. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Without what it says of the patient. */
    @Override
    public String toString() {
        return "Staging[]";
    }
}
