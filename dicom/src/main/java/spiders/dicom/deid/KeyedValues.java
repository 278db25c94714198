// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.UID;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import javax.crypto.Mac;

/**
 * Pseudonyms under a key, for one thread.
 *
 * <p>Each carries a check under the same key, so that one is known again as such and stays what it
 * is: de-identifying twice changes nothing the second time. A foreign identifier passes for one
 * with a probability of 2^-40 (UIDs) or 2^-30 (codes).
 */
final class KeyedValues {

    private static final String ROOT = "2.25.";
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L; // RFC 9562 section 5.8: bits of one's own making
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int CHECK_BITS = 40;
    private static final long CHECK_MASK = (1L << CHECK_BITS) - 1;
    private static final int CHECK_CHARS = 6;
    private static final int PATIENT_CHARS = 20;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private final Mac mac;

    KeyedValues(Mac mac) {
        this.mac = mac;
    }

    private byte[] digest(String purpose, String text) {
        mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) 0);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static long longAt(byte[] digest, int offset) {
        long value = 0;
        for (int i = offset; i < offset + Long.BYTES; i++) {
            value = (value << 8) | (digest[i] & 0xFF);
        }
        return value;
    }

    /**
     * Maps an identifier of any form into {@code 2.25.} and a UUID of 82 bits and a check of 40.
     */
    UID uid(String uid) {
        if (isOwnUID(uid)) {
            return new UID(uid);
        }
        var digest = digest("uid", uid);
        long high = (longAt(digest, 0) & VERSION_MASK) | VERSION_8;
        long low = (longAt(digest, Long.BYTES) & VARIANT_MASK & ~CHECK_MASK) | VARIANT;
        return UID.of(new UUID(high, low | check(high, low)));
    }

    private long check(long high, long low) {
        return longAt(digest("uid-check", high + ":" + low), 0) & CHECK_MASK;
    }

    private boolean isOwnUID(String uid) {
        if (!uid.startsWith(ROOT) || !UID.isValid(uid)) {
            return false;
        }
        var digits = uid.substring(ROOT.length());
        if (digits.length() > 39 || digits.indexOf('.') >= 0) {
            return false;
        }
        var number = new BigInteger(digits);
        if (number.bitLength() > 128) {
            return false;
        }
        long high = number.divide(TWO_64).longValue();
        long low = number.longValue();
        boolean isOfOurForm =
                (high & ~VERSION_MASK) == VERSION_8 && (low & ~VARIANT_MASK) == VARIANT;
        return isOfOurForm
                && UID.of(new UUID(high, low)).value().equals(uid)
                && (low & CHECK_MASK) == check(high, low & ~CHECK_MASK);
    }

    /** Names a patient by a code; one already named so stays as named. */
    PatientPseudonym pseudonym(PatientIdentity patient) {
        boolean isNamed = isOwnPatient(patient.patientID());
        var text = isNamed ? patient.patientID() : patient.key();
        var code = code("patient", text, PATIENT_CHARS);
        return new PatientPseudonym(code, code, text);
    }

    /** Whether a Patient ID is a code of this key. */
    boolean isOwnPatient(String patientID) {
        return isOwnCode("patient", patientID, PATIENT_CHARS);
    }

    /** Maps a text to a code of so many digits and capital letters, 12 at least. */
    String code(String purpose, String text, int length) {
        if (isOwnCode(purpose, text, length)) {
            return text;
        }
        var own = letters(digest(purpose, text), length - CHECK_CHARS);
        return own + codeCheck(purpose, own);
    }

    boolean isOwnCode(String purpose, String text, int length) {
        if (text.length() != length) {
            return false;
        }
        int body = length - CHECK_CHARS;
        return text.substring(body).equals(codeCheck(purpose, text.substring(0, body)));
    }

    private String codeCheck(String purpose, String own) {
        return letters(digest(purpose + "-check", own), CHECK_CHARS);
    }

    private static String letters(byte[] digest, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(digest[i] & 0x1F));
        }
        return text.toString();
    }

    /** A number of a range, both ends in it, that a text decides under the key. */
    int number(String purpose, String text, int least, int most) {
        long span = (long) most - least + 1;
        return (int) (least + Long.remainderUnsigned(longAt(digest(purpose, text), 0), span));
    }
}
