// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import static java.time.temporal.ChronoUnit.MICROS;

import org.springframework.dao.DuplicateKeyException;

import spiders.security.WeakPasswordException.Reason;
import spiders.security.store.AccountTable;
import spiders.security.store.AccountTable.Account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The local accounts: who may sign in, and with what. */
public final class Accounts {

    /** Failures under one name before it is locked. */
    public static final int FREE_FAILURES = 5;

    /** The first lock; each further failure doubles it. */
    public static final Duration FIRST_LOCK = Duration.ofSeconds(30);

    /** No lock is longer, so that nobody can shut a colleague out for a day. */
    public static final Duration LONGEST_LOCK = Duration.ofMinutes(15);

    /** The password of every demo account. */
    public static final String DEMO_PASSWORD = "imagerie-fictive";

    private static final int MAX_TYPED_NAME = 256;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final List<User> DEMO =
            List.of(
                    demo("dr.demo", "Dr Camille DEMO (fictif)", Role.CLINICIAN),
                    demo("secretaire.demo", "Dominique DEMO (fictif)", Role.SECRETARY),
                    demo("radiologue.demo", "Dr Claude DEMO (fictif)", Role.RADIOLOGIST),
                    demo("urgences.demo", "Dr Sacha DEMO (fictif)", Role.CLINICIAN),
                    demo("dpo.demo", "Charlie DEMO (fictif)", Role.DATA_PROTECTION_OFFICER),
                    demo("admin.demo", "Alix DEMO (fictif)", Role.ADMINISTRATOR));

    private final AccountTable table;
    private final SecondFactors secondFactors;
    private final Audit audit;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    public Accounts(AccountTable table, SecondFactors secondFactors, Audit audit, Clock clock) {
        this.table = table;
        this.secondFactors = secondFactors;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Tries a name and a password, both as typed. Takes as long for a name without account, and
     * counts its failures alike.
     */
    public SignIn signIn(String typedName, CharSequence password) {
        var now = now();
        var attempts = table.countAttempt(digest(typedName), now, FORGOTTEN_AFTER);
        if (attempts.lockedUntil().isAfter(now)) {
            return new SignIn.Locked(attempts.lockedUntil());
        }
        var account = account(typedName);
        boolean isRight =
                account.isPresent() && passwords.matches(password, account.get().passwordHash());
        if (account.isPresent() && isRight && !account.get().user().isPeer()) {
            return afterPassword(typedName, account.get());
        }
        if (account.isEmpty()) {
            passwords.matchNobody(password);
        }
        var who = account.map(a -> a.user().name()).orElse(UserName.ANONYMOUS);
        var reason = account.isPresent() ? "wrong password" : "no such account";
        audit.record(AuditEvent.of(who, Action.SIGN_IN).refused(reason));
        return failed(typedName, attempts.failures(), now);
    }

    private SignIn afterPassword(String typedName, Account account) {
        if (secondFactors.isEnrolled(account.user().name())) {
            // The failures before it stay: who knows the password may be guessing codes.
            table.uncountAttempt(digest(typedName));
            return new SignIn.SecondFactorNeeded(account.user());
        }
        table.forgetAttempts(digest(typedName));
        audit.record(AuditEvent.of(account.user(), Action.SIGN_IN));
        return new SignIn.Accepted(account.user(), account.mustChange());
    }

    /**
     * Signs in who has given the right password just now, by the code of their second factor as
     * typed, or by a recovery code. Failures count with those of the password.
     */
    public SignIn secondFactor(User user, String code) {
        var proven = proveSecondFactor(user, code);
        if (proven instanceof SignIn.Accepted accepted) {
            audit.record(AuditEvent.of(accepted.user(), Action.SIGN_IN).detail("two factors"));
        }
        return proven;
    }

    /** The same for who has signed in, before something that matters; it is no sign-in. */
    public SignIn proveSecondFactor(User user, String code) {
        var now = now();
        var name = user.name().value();
        var attempts = table.countAttempt(digest(name), now, FORGOTTEN_AFTER);
        if (attempts.lockedUntil().isAfter(now)) {
            return new SignIn.Locked(attempts.lockedUntil());
        }
        var account = table.open(user.name());
        if (account.isPresent() && secondFactors.isRight(account.get().user(), code)) {
            table.forgetAttempts(digest(name));
            return new SignIn.Accepted(account.get().user(), account.get().mustChange());
        }
        audit.record(AuditEvent.of(user, Action.USE_SECOND_FACTOR).refused("wrong code"));
        return failed(name, attempts.failures(), now);
    }

    /** New recovery codes for who has just proven to have the second factor. */
    public List<String> renewRecoveryCodes(User user) {
        return secondFactors.renewCodes(user);
    }

    /** Takes away the second factor of who has just proven to have it. */
    public void removeSecondFactor(User user) {
        secondFactors.remove(user, user.name());
    }

    /** The account of that name, when it is open. */
    public Optional<User> find(UserName name) {
        return table.open(name).map(Account::user);
    }

    /** Creates an account with a password chosen by somebody else, which must then be changed. */
    public void create(User user, CharSequence password) {
        Passwords.requireStrong(user.name(), password);
        insert(User.SYSTEM, user, password, true, false);
    }

    /** As {@link #create}, with a random password, which is returned; nothing for a taken name. */
    Optional<String> createWithNewPassword(User administrator, User user) {
        var password = passwords.generate();
        try {
            insert(administrator, user, password, true, false);
            return Optional.of(password);
        } catch (DuplicateKeyException taken) {
            return Optional.empty();
        }
    }

    /** Replaces a password by a random one, which is returned and must be changed. */
    String resetPassword(User administrator, UserName name) {
        var password = passwords.generate();
        table.changePassword(name, passwords.hash(password), true, now());
        table.forgetAttempts(digest(name.value()));
        audit.record(
                AuditEvent.of(administrator, Action.CHANGE_ACCOUNT)
                        .objects(name.value())
                        .detail("new password"));
        return password;
    }

    /** Replaces the user's password when the current one is right; whether it was. */
    public boolean changePassword(User user, CharSequence current, CharSequence replacement) {
        Passwords.requireStrong(user.name(), replacement);
        boolean isRight =
                switch (signIn(user.name().value(), current)) {
                    case SignIn.Accepted _, SignIn.SecondFactorNeeded _ -> true;
                    case SignIn.Refused _, SignIn.Locked _ -> false;
                };
        if (!isRight) {
            return false;
        }
        if (current.toString().contentEquals(replacement)) {
            throw new WeakPasswordException(Reason.SAME_AS_BEFORE);
        }
        table.changePassword(user.name(), passwords.hash(replacement), false, now());
        audit.record(AuditEvent.of(user, Action.CHANGE_PASSWORD));
        return true;
    }

    /** Gives an open account these roles instead of those it had. */
    void changeRoles(User administrator, UserName name, Set<Role> roles) {
        table.changeRoles(name, roles);
        audit.record(
                AuditEvent.of(administrator, Action.CHANGE_ACCOUNT)
                        .objects(name.value())
                        .detail("roles " + roles.stream().sorted().toList()));
    }

    /** Closes an account: it signs in no more, and its tokens end. */
    public void close(User administrator, UserName name) {
        table.close(name, now());
        audit.record(
                AuditEvent.of(administrator, Action.CHANGE_ACCOUNT)
                        .objects(name.value())
                        .detail("closed"));
    }

    /**
     * Creates {@code admin} where no administrator exists, with a random password in a file that
     * only the server's owner reads.
     *
     * @return the file, or nothing when there was an administrator
     */
    public Optional<Path> createFirstAdministrator(Path dataDirectory) {
        if (table.hasOpen(Role.ADMINISTRATOR)) {
            return Optional.empty();
        }
        var password = passwords.generate();
        var file = writePrivately(dataDirectory.resolve("first-administrator.txt"), password);
        var user = new User(new UserName("admin"), "Administrateur", Set.of(Role.ADMINISTRATOR));
        insert(User.SYSTEM, user, password, true, false);
        return Optional.of(file);
    }

    /**
     * Creates the demo accounts that are missing, all with {@link #DEMO_PASSWORD}. Only for a
     * server with synthetic patients that listens on the loopback address.
     */
    public List<User> createDemo() {
        for (var user : DEMO) {
            if (table.open(user.name()).isEmpty()) {
                insert(User.SYSTEM, user, DEMO_PASSWORD, false, true);
            }
        }
        return DEMO;
    }

    private SignIn failed(String typedName, int failures, Instant now) {
        if (failures < FREE_FAILURES) {
            return new SignIn.Refused();
        }
        var until = now.plus(lock(failures));
        table.lock(digest(typedName), until);
        return new SignIn.Locked(until);
    }

    private static Duration lock(int failures) {
        int doublings = Math.min(failures - FREE_FAILURES, 10);
        var lock = FIRST_LOCK.multipliedBy(1L << doublings);
        return lock.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : lock;
    }

    private Optional<Account> account(String typedName) {
        try {
            return table.open(new UserName(typedName));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private void insert(
            User by, User user, CharSequence password, boolean mustChange, boolean demo) {
        if (user.name().isReserved()) {
            throw new IllegalArgumentException("%s is the server's own".formatted(user.name()));
        }
        var account = new Account(user, passwords.hash(password), mustChange);
        table.insert(account, demo, now());
        audit.record(AuditEvent.of(by, Action.CREATE_ACCOUNT).objects(user.name().value()));
    }

    private static Path writePrivately(Path file, String password) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    file, "admin\n" + password + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] digest(String typedName) {
        var name = typedName.strip().toLowerCase(Locale.ROOT);
        return Digests.sha256(
                name.length() > MAX_TYPED_NAME ? name.substring(0, MAX_TYPED_NAME) : name);
    }

    private Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }

    private static User demo(String name, String displayName, Role role) {
        return new User(new UserName(name), displayName, Set.of(role));
    }
}
