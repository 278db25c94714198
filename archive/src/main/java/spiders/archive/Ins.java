// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/**
 * The national health identity (identité nationale de santé): the number, the OID of its domain,
 * and how far it was verified.
 */
public record Ins(String value, String oid, Status status) {

    /** How an identity was established (RNIV). */
    public enum Status {
        /** Provisional: neither retrieved nor validated. */
        PROV,
        /** Retrieved from the INSi service, not checked against a document. */
        RECUP,
        /** Checked against a document, not retrieved. */
        VALI,
        /** Qualified: retrieved and checked. */
        QUAL
    }

    /** No number is known. */
    public static final Ins NONE = new Ins("", "", Status.PROV);

    public Ins {
        value = value.replace(" ", "");
        if (!value.isEmpty() && !value.matches("[0-9][0-9AB]{12,14}")) {
            throw new IllegalArgumentException("An INS has 13 to 15 digits");
        }
    }

    /** Without the number. */
    @Override
    public String toString() {
        return "Ins[" + status + "]";
    }
}
