// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.CT;
import static spiders.dicom.net.Loopback.FIND;
import static spiders.dicom.net.Loopback.MOVE;
import static spiders.dicom.net.Loopback.OPTIONS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Extended negotiation, user identity and role selection, our user with our provider. */
class NegotiationTest {

    private static final DataSet KEYS =
            DataSet.builder().set(Tags.QueryRetrieveLevel, "STUDY").build();

    private static Association open(
            AssociationServer server, Negotiation negotiation, UID... classes) {
        return Association.open(
                Loopback.node(server),
                AssociationRequest.forServices(CLIENT, classes).with(negotiation),
                OPTIONS);
    }

    /** User information with every item that PS3.7 annex D.3.3 has, as its tables print them. */
    @Test
    void the_items_are_the_standards_bytes() {
        var negotiation =
                new Negotiation(
                        new OperationsWindow(16, 1),
                        List.of(QueryOptions.ALL.forClass(new UID("1.2"))),
                        List.of(
                                new CommonExtendedNegotiation(
                                        new UID("1.3"), new UID("1.4"), List.of(new UID("1.5")))),
                        UserIdentity.usernameAndPasscode("me", "pw").withResponseRequested());
        var rq =
                new PDU.AssociateRQ(
                        1,
                        "A",
                        "B",
                        "1.2",
                        List.of(new PDU.ContextItem(1, CT, List.of(new UID("1.2")))),
                        new PDU.UserInformation(
                                0x4000,
                                "1.9",
                                "V",
                                List.of(new PDU.RoleSelection(new UID("1.6"), false, true)),
                                negotiation,
                                PDU.IdentityResponse.NONE));
        var expected =
                "51000004"
                        + "00004000" // maximum length
                        + "52000003"
                        + "312e39" // implementation class
                        + "53000004"
                        + "0010"
                        + "0001" // asynchronous operations window
                        + "54000007"
                        + "0003312e36"
                        + "00"
                        + "01" // role selection
                        + "55000001"
                        + "56" // implementation version
                        + "56000009"
                        + "0003312e32"
                        + "01010101" // extended negotiation
                        + "57000011"
                        + "0003312e33"
                        + "0003312e34"
                        + "0005"
                        + "0003312e35"
                        + "5800000a"
                        + "02"
                        + "01"
                        + "00026d65"
                        + "00027077"; // user identity
        assertThat(HexFormat.of().formatHex(PDUEncoder.encode(rq))).endsWith(expected);
        var body = PDUEncoder.encode(rq);
        var decoded =
                (PDU.AssociateRQ)
                        PDUDecoder.decode(
                                PDU.ASSOCIATE_RQ,
                                java.util.Arrays.copyOfRange(body, 6, body.length));
        assertThat(decoded).isEqualTo(rq);
    }

    @Test
    void cut_anywhere_user_information_is_refused_or_shorter() {
        var rq = RawPeer.request();
        var user =
                new PDU.UserInformation(
                        0,
                        "1.9",
                        "V",
                        List.of(),
                        new Negotiation(
                                OperationsWindow.of(0),
                                List.of(QueryOptions.ALL.forClass(FIND)),
                                List.of(new CommonExtendedNegotiation(CT, CT, List.of(CT))),
                                UserIdentity.jwt("token")),
                        PDU.IdentityResponse.NONE);
        var whole = PDUEncoder.encode(new PDU.AssociateRQ(1, "A", "B", "1.2", rq.contexts(), user));
        for (int length = 6; length < whole.length; length++) {
            var cut = java.util.Arrays.copyOfRange(whole, 6, length);
            try {
                assertThat(PDUDecoder.decode(PDU.ASSOCIATE_RQ, cut)).isNotNull();
            } catch (MalformedPDUException e) {
                assertThat(e.abortReason()).isEqualTo(PDU.Abort.INVALID_PARAMETER);
            }
        }
    }

    @Test
    void query_options_are_agreed_where_both_have_them_and_reach_the_handler() throws Exception {
        var asked = new ArrayList<FindRequest>();
        var granted = new QueryOptions(true, false, true, false);
        try (var server =
                        Loopback.server()
                                .finding((request, sink) -> {
                                    asked.add(request);
                                    return Status.SUCCESS;
                                })
                                .queryOptions(granted)
                                .start();
                var association =
                        open(
                                server,
                                Negotiation.NONE.withQueryOptions(
                                        new QueryOptions(true, true, false, false), FIND),
                                FIND)) {
            var agreed = new QueryOptions(true, false, false, false);
            assertThat(association.agreed().queryOptions(FIND)).isEqualTo(agreed);
            association.find(FIND, KEYS, 10, match -> Proceed.CONTINUE);
            assertThat(asked).singleElement().extracting(FindRequest::options).isEqualTo(agreed);
        }
    }

    @Test
    void relational_retrieval_is_one_byte() {
        assertThat(QueryOptions.ALL.forClass(MOVE).information()).isEqualTo(Bytes.of((byte) 1));
        assertThat(QueryOptions.of(Bytes.of((byte) 1)))
                .isEqualTo(new QueryOptions(true, false, false, false));
    }

    @Test
    void a_provider_that_grants_nothing_answers_so() throws Exception {
        try (var server = Loopback.server().finding((request, sink) -> Status.SUCCESS).start();
                var association =
                        open(
                                server,
                                Negotiation.NONE.withQueryOptions(QueryOptions.ALL, FIND),
                                FIND)) {
            assertThat(association.agreed().queryOptions(FIND)).isEqualTo(QueryOptions.NONE);
            assertThat(association.agreed().information(FIND).length()).isEqualTo(4);
        }
    }

    @Test
    void a_class_said_to_specialise_a_stored_one_is_stored() throws Exception {
        var kept = new Loopback.Kept();
        var special = new UID("1.2.3.4.5");
        var common = new CommonExtendedNegotiation(special, UIDs.Storage, List.of(CT));
        try (var server = Loopback.server().storing(CT::equals, kept).start()) {
            try (var association = open(server, Negotiation.NONE, special)) {
                assertThat(association.contexts()).isEmpty();
            }
            try (var association =
                    open(server, Negotiation.NONE.withCommon(List.of(common)), special)) {
                var instance =
                        new StorableInstance(
                                special,
                                UID.random(),
                                Loopback.EXPLICIT,
                                Loopback.instance(10).source());
                assertThat(association.store(instance)).isEqualTo(Status.SUCCESS);
            }
        }
        assertThat(kept.objects).hasSize(1);
        assertThat(kept.objects.getFirst().request().peer().negotiation().common())
                .containsExactly(common);
    }

    static List<UserIdentity> identities() {
        return List.of(
                UserIdentity.username("durand"),
                UserIdentity.usernameAndPasscode("durand", "secret-passcode"),
                UserIdentity.kerberos(Bytes.of((byte) 0x60, (byte) 0x82, (byte) 0)),
                UserIdentity.saml("<Assertion>secret-passcode</Assertion>"),
                UserIdentity.jwt("eyJ.secret-passcode.x"));
    }

    @ParameterizedTest
    @MethodSource("identities")
    void a_user_identity_is_checked_and_confirmed(UserIdentity identity) throws Exception {
        var seen = new ArrayList<UserIdentity>();
        IdentityHandler handler =
                (shown, peer) -> {
                    seen.add(shown);
                    return new IdentityAnswer.Accepted(Bytes.of((byte) 7));
                };
        try (var server = Loopback.server().identifying(handler).start()) {
            var asked = identity.withResponseRequested();
            try (var association =
                    open(server, Negotiation.NONE.withIdentity(asked), UIDs.Verification)) {
                assertThat(association.identityResponse()).isEqualTo(Bytes.of((byte) 7));
            }
            try (var association =
                    open(server, Negotiation.NONE.withIdentity(identity), UIDs.Verification)) {
                assertThat(association.identityResponse().length()).isZero();
                assertThat(association.echo()).isEqualTo(Status.SUCCESS);
            }
            assertThat(seen).containsExactly(asked, identity);
        }
    }

    @Test
    void a_refused_or_unnamed_user_is_rejected() throws Exception {
        IdentityHandler handler =
                (shown, peer) ->
                        shown.kind() == UserIdentity.Kind.USERNAME_AND_PASSCODE
                                        && shown.primaryText().equals("durand")
                                        && shown.secondaryText().equals("right")
                                ? IdentityAnswer.accepted()
                                : new IdentityAnswer.Refused();
        try (var server = Loopback.server().identifying(handler).start()) {
            var right = UserIdentity.usernameAndPasscode("durand", "right");
            open(server, Negotiation.NONE.withIdentity(right), UIDs.Verification).close();
            for (var wrong :
                    List.of(
                            UserIdentity.NONE,
                            UserIdentity.username("durand"),
                            UserIdentity.usernameAndPasscode("durand", "wrong"))) {
                assertThatExceptionOfType(AssociationRejectedException.class)
                        .isThrownBy(() ->
                                open(
                                        server,
                                        Negotiation.NONE.withIdentity(wrong),
                                        UIDs.Verification));
            }
        }
    }

    @Test
    void a_provider_that_does_not_confirm_is_left() throws Exception {
        var identity = UserIdentity.username("durand").withResponseRequested();
        try (var server = Loopback.server().start()) {
            assertThatExceptionOfType(AssociationAbortedException.class)
                    .isThrownBy(() ->
                            open(
                                    server,
                                    Negotiation.NONE.withIdentity(identity),
                                    UIDs.Verification))
                    .satisfies(e ->
                            assertThat(e.abortCause())
                                    .isEqualTo(
                                            AssociationAbortedException.Cause
                                                    .IDENTITY_UNCONFIRMED));
        }
    }

    @Test
    void what_identifies_a_user_is_in_no_log_and_no_text() throws Exception {
        var logged = new ArrayList<String>();
        var listening =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        logged.add(entry.getMessage() + entry.getThrown());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        IdentityHandler failing =
                (shown, peer) -> {
                    throw new IllegalStateException(shown.secondaryText());
                };
        var root = Logger.getLogger("");
        root.addHandler(listening);
        try (var server = Loopback.server().identifying(failing).start()) {
            var negotiation =
                    Negotiation.NONE.withIdentity(
                            UserIdentity.usernameAndPasscode("durand", "secret-passcode"));
            assertThatExceptionOfType(AssociationRejectedException.class)
                    .isThrownBy(() -> open(server, negotiation, UIDs.Verification))
                    .satisfies(e -> assertThat(e.toString()).doesNotContain("secret", "durand"));
            assertThat(negotiation.toString()).doesNotContain("secret", "durand");
        } finally {
            root.removeHandler(listening);
        }
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("secret-passcode"));
    }

    @Test
    void roles_are_agreed_each_way() throws Exception {
        var commitment = UIDs.StorageCommitmentPushModel;
        NormalizedHandler provider =
                (request, caller) -> NormalizedResponse.of(request, Status.SUCCESS);
        var syntaxes = ProposedContext.uncompressed(commitment).transferSyntaxes();
        for (var role : Role.values()) {
            var request =
                    new AssociationRequest(
                            CLIENT, List.of(new ProposedContext(commitment, syntaxes, role)));
            try (var both =
                            Loopback.server()
                                    .providing(java.util.Set.of(commitment), provider)
                                    .hearing(java.util.Set.of(commitment), EventHandler.NONE)
                                    .start();
                    var association = Association.open(Loopback.node(both), request, OPTIONS)) {
                assertThat(association.contexts().getFirst().role()).isEqualTo(role);
            }
            try (var one =
                            Loopback.server()
                                    .providing(java.util.Set.of(commitment), provider)
                                    .start();
                    var association = Association.open(Loopback.node(one), request, OPTIONS)) {
                assertThat(association.contexts().getFirst().role()).isEqualTo(Role.SCU);
            }
        }
    }

    @Test
    void the_implementations_name_and_class_are_told_both_ways() throws Exception {
        var callers = new ArrayList<Peer>();
        var listener =
                new AssociationListener() {
                    @Override
                    public void accepted(Peer peer) {
                        callers.add(peer);
                    }
                };
        try (var server = Loopback.server().listener(listener).start();
                var association = Loopback.echo(server)) {
            assertThat(association.peer().implementation()).isEqualTo("SPIDERS_0_1");
            assertThat(association.peer().implementationClassUID()).startsWith("2.25.");
            association.echo();
            assertThat(callers.getFirst().implementationClassUID())
                    .isEqualTo(association.peer().implementationClassUID());
        }
    }
}
