// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import spiders.dicom.data.Bytes;

/**
 * Who uses the application that opens an association (PS3.7 section D.3.3.7). A passcode, ticket,
 * assertion or token goes over the network as it is: use it over TLS only.
 *
 * @param primary the user name, Kerberos service ticket, SAML assertion or JSON web token
 * @param secondary the passcode, empty for all other kinds
 * @param responseRequested whether the acceptor must confirm; an association that it does not
 *     confirm is aborted
 */
public record UserIdentity(Kind kind, Bytes primary, Bytes secondary, boolean responseRequested) {

    /** What an identity is shown by; codes of PS3.7 table D.3-14. */
    public enum Kind {
        NONE(0),
        USERNAME(1),
        USERNAME_AND_PASSCODE(2),
        KERBEROS(3),
        SAML(4),
        JWT(5);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        /** {@code NONE} for a code that is none of these. */
        static Kind of(int code) {
            for (var kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            return NONE;
        }
    }

    /** Nobody is named. */
    public static final UserIdentity NONE =
            new UserIdentity(Kind.NONE, Bytes.empty(), Bytes.empty(), false);

    private static final int MAX_LENGTH = 60_000;

    public UserIdentity {
        if (primary.length() + secondary.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "User identity of %d bytes, limit %d"
                            .formatted(primary.length() + secondary.length(), MAX_LENGTH));
        }
    }

    public static UserIdentity username(String name) {
        return new UserIdentity(Kind.USERNAME, utf8(name), Bytes.empty(), false);
    }

    public static UserIdentity usernameAndPasscode(String name, String passcode) {
        return new UserIdentity(Kind.USERNAME_AND_PASSCODE, utf8(name), utf8(passcode), false);
    }

    /** A Kerberos service ticket (RFC 4120), whose content is not looked at here. */
    public static UserIdentity kerberos(Bytes ticket) {
        return new UserIdentity(Kind.KERBEROS, ticket, Bytes.empty(), false);
    }

    public static UserIdentity saml(String assertion) {
        return new UserIdentity(Kind.SAML, utf8(assertion), Bytes.empty(), false);
    }

    public static UserIdentity jwt(String token) {
        return new UserIdentity(Kind.JWT, utf8(token), Bytes.empty(), false);
    }

    private static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(UTF_8));
    }

    /** The same, to be confirmed by the acceptor. */
    public UserIdentity withResponseRequested() {
        return new UserIdentity(kind, primary, secondary, true);
    }

    /** The primary field as text. */
    public String primaryText() {
        return new String(primary.toArray(), UTF_8);
    }

    /** The secondary field as text. */
    public String secondaryText() {
        return new String(secondary.toArray(), UTF_8);
    }

    /** The kind alone: what it holds is in no log. */
    @Override
    public String toString() {
        return "UserIdentity[%s]".formatted(kind);
    }
}
