// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.time.temporal.ChronoUnit.MICROS;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import spiders.security.store.SecondFactorTable;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The second factor of local accounts: codes of an authenticator application ({@link Totp}), and
 * ten recovery codes of one use each, of which only digests are kept.
 */
public final class SecondFactors {

    /** How many recovery codes there are at first. */
    public static final int RECOVERY_CODES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(SecondFactors.class);
    private static final String ISSUER = "SPIDERS";
    // Without 0/o, 1/l/i: it is read from paper and typed. Sixteen are 79 bits.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int CODE_LENGTH = 16;
    private static final int GROUP = 4;

    private final SecondFactorTable table;
    private final SecretSeal seal;
    private final Set<Role> required;
    private final Audit audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * For who must have one, and who wants one.
     *
     * @param required the roles whose people must
     */
    public SecondFactors(
            SecondFactorTable table,
            SecretSeal seal,
            Set<Role> required,
            Audit audit,
            Clock clock) {
        this.table = table;
        this.seal = seal;
        this.required = Set.copyOf(required);
        this.audit = audit;
        this.clock = clock;
    }

    /** A new secret on its way into an application, not yet anybody's; prints itself without. */
    public record Proposal(String secret, URI uri) {
        @Override
        public String toString() {
            return "proposal of a second factor";
        }
    }

    /** Whether one of the roles must have a second factor. */
    public boolean isRequired(User user) {
        return user.roles().stream().anyMatch(required::contains);
    }

    /** Whether the person must have one and has none. */
    public boolean isMissing(User user) {
        return isRequired(user) && !isEnrolled(user.name());
    }

    /** Whether the account has one. */
    public boolean isEnrolled(UserName account) {
        return table.summary(account).isPresent();
    }

    /** Since when, and how many recovery codes are left. */
    public Optional<SecondFactorSummary> summary(User user) {
        return table.summary(user.name());
    }

    /** A secret that an application may take, as text and as its URI for a QR code. */
    public Proposal propose(User user) {
        var bytes = new byte[Totp.SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base32.encode(bytes);
        return new Proposal(
                secret,
                URI.create(
                        "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                                .formatted(ISSUER, user.name().value(), secret, ISSUER)));
    }

    /**
     * Makes a proposal the person's second factor, instead of any before, when the code shows that
     * the application has taken it.
     *
     * @return the recovery codes, shown this once; nothing when the code is wrong
     */
    public Optional<List<String>> enrol(User user, Proposal proposal, String code) {
        var secret = Base32.decode(proposal.secret());
        var step = Totp.matchingStep(secret, plain(code), clock.instant());
        if (step.isEmpty()) {
            audit.record(AuditEvent.of(user, Action.ENROL_SECOND_FACTOR).refused("wrong code"));
            return Optional.empty();
        }
        var codes = newCodes();
        table.replace(
                user.name(),
                seal.seal(secret, user.name()),
                step.getAsLong(),
                digests(user.name(), codes),
                now());
        audit.record(AuditEvent.of(user, Action.ENROL_SECOND_FACTOR));
        return Optional.of(codes);
    }

    /** Replaces the recovery codes of who has just proven to have the second factor. */
    List<String> renewCodes(User user) {
        var codes = newCodes();
        table.replaceCodes(user.name(), digests(user.name(), codes));
        audit.record(AuditEvent.of(user, Action.ENROL_SECOND_FACTOR).detail("new recovery codes"));
        return codes;
    }

    /** Takes a second factor away. */
    void remove(User by, UserName account) {
        if (table.remove(account)) {
            audit.record(AuditEvent.of(by, Action.RESET_SECOND_FACTOR).objects(account.value()));
        }
    }

    /** The accounts that have one. */
    Set<UserName> accounts() {
        return table.accounts();
    }

    /** Whether a code is right and was not used before; it is used up by that. */
    boolean isRight(User user, String typed) {
        var code = plain(typed);
        if (code.matches("\\d{6}")) {
            return isRightCode(user, code);
        }
        if (!table.useCode(user.name(), digest(user.name(), code), now())) {
            return false;
        }
        int left = table.summary(user.name()).map(SecondFactorSummary::recoveryCodes).orElse(0);
        audit.record(
                AuditEvent.of(user, Action.USE_SECOND_FACTOR)
                        .detail("recovery code, %d left".formatted(left)));
        return true;
    }

    private boolean isRightCode(User user, String code) {
        var sealed = table.secret(user.name());
        var secret = sealed.flatMap(bytes -> seal.open(bytes, user.name()));
        if (sealed.isPresent() && secret.isEmpty()) {
            LOG.error(
                    "The second factor of {} is sealed with another key than identity.key-file",
                    user.name());
        }
        var step =
                secret.map(bytes -> Totp.matchingStep(bytes, code, clock.instant()))
                        .filter(found -> found.isPresent());
        if (step.isEmpty() || !table.useStep(user.name(), step.get().getAsLong())) {
            return false;
        }
        audit.record(AuditEvent.of(user, Action.USE_SECOND_FACTOR));
        return true;
    }

    private List<String> newCodes() {
        var codes = new ArrayList<String>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(newCode());
        }
        return codes;
    }

    private String newCode() {
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private static List<byte[]> digests(UserName account, List<String> codes) {
        return codes.stream().map(code -> digest(account, plain(code))).toList();
    }

    private static byte[] digest(UserName account, String code) {
        return Digests.sha256(account.value() + "\n" + code);
    }

    /** Without the spaces and hyphens that people type or leave out. */
    private static String plain(String typed) {
        var text = typed.length() > 64 ? typed.substring(0, 64) : typed;
        return text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }
}
