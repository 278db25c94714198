// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import spiders.dicom.net.RemoteNode;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A PACS of the network: where it is, and how it is spoken to.
 *
 * @param id the name of the configuration, stable, in URLs and logs
 * @param centre the id of the {@link Centre} it belongs to
 * @param connections at most one of each kind, at least one in all
 * @param issuer the assigning authority of patient identifiers that come without one
 * @param telephone whom to call when it does not answer; "" where unknown
 */
public record Source(
        String id,
        String name,
        String centre,
        List<Connection> connections,
        String issuer,
        SourceProfile profile,
        String telephone,
        boolean enabled) {

    /** An address of a source. */
    public sealed interface Connection {

        record Dimse(RemoteNode node) implements Connection {}

        /**
         * An address that only an edge reaches, which asks and fetches there for the hub.
         *
         * @param edge the id of the edge in the configuration
         * @param node where the edge finds it, in the hospital's network
         */
        record Edge(String edge, RemoteNode node) implements Connection {

            public Edge {
                if (!edge.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                    throw new IllegalArgumentException(
                            "edge id \"%s\" is not 1 to 64 of a-z, 0-9 and hyphen".formatted(edge));
                }
            }
        }

        /**
         * An address of DICOMweb.
         *
         * @param root of QIDO-RS and WADO-RS, without a slash at its end
         * @param trust whose certificates are believed, where the root is {@code https}
         */
        record Web(URI root, WebTrust trust) implements Connection {

            public Web {
                refuseRoot(root);
                if (trust instanceof WebTrust.OfFile && !"https".equals(root.getScheme())) {
                    throw new IllegalArgumentException(
                            "%s is not https, so that its trust file would prove nothing"
                                    .formatted(root));
                }
            }

            private static void refuseRoot(URI root) {
                var scheme = String.valueOf(root.getScheme());
                if (!List.of("http", "https").contains(scheme) || root.getHost() == null) {
                    throw new IllegalArgumentException(
                            "%s is no http:// or https:// address".formatted(root));
                }
                if (root.getRawUserInfo() != null) {
                    throw new IllegalArgumentException(
                            "the DICOMweb address of %s holds a password"
                                    .formatted(root.getHost()));
                }
                if (root.getRawQuery() != null || root.getRawFragment() != null) {
                    throw new IllegalArgumentException(
                            "%s is not the root of DICOMweb services".formatted(root));
                }
            }
        }
    }

    public Source {
        connections = List.copyOf(connections);
        if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "source id \"%s\" is not 1 to 64 of a-z, 0-9 and hyphen".formatted(id));
        }
        if (connections.isEmpty()) {
            throw new IllegalArgumentException(
                    "source %s has neither a DICOM node nor a DICOMweb address".formatted(id));
        }
        boolean hasEdge = connections.stream().anyMatch(Connection.Edge.class::isInstance);
        if (hasEdge && connections.size() > 1) {
            throw new IllegalArgumentException(
                    "source %s is reached by an edge, and so by nothing else".formatted(id));
        }
    }

    /** The edge that alone reaches it, if there is one. */
    public Optional<Connection.Edge> edge() {
        return connections.stream()
                .filter(Connection.Edge.class::isInstance)
                .map(Connection.Edge.class::cast)
                .findFirst();
    }

    /** Where it answers DIMSE to this program itself, if it does. */
    public Optional<RemoteNode> node() {
        return connections.stream()
                .filter(Connection.Dimse.class::isInstance)
                .map(connection -> ((Connection.Dimse) connection).node())
                .findFirst();
    }

    /** The root of its DICOMweb services, if it has any. */
    public Optional<URI> dicomWeb() {
        return web().map(Connection.Web::root);
    }

    /** Whose certificates are believed for its DICOMweb services. */
    public WebTrust webTrust() {
        return web().map(Connection.Web::trust).orElse(new WebTrust.OfHub());
    }

    private Optional<Connection.Web> web() {
        return connections.stream()
                .filter(Connection.Web.class::isInstance)
                .map(Connection.Web.class::cast)
                .findFirst();
    }

    /** Starts a description; what is not said later has a default. */
    public static Builder named(String id, String name) {
        return new Builder(id, name);
    }

    /** Collects what the configuration says of one source. */
    public static final class Builder {

        private final String id;
        private final String name;
        private final List<Connection> connections = new ArrayList<>();
        private final List<Retrieve> retrieve = new ArrayList<>();
        private final Set<SourceProfile.Quirk> quirks = EnumSet.noneOf(SourceProfile.Quirk.class);
        private final Set<Query> query = EnumSet.noneOf(Query.class);
        private String centre = "";
        private String issuer = "";
        private String telephone = "";
        private Duration patience = Duration.ofSeconds(5);
        private int associations = 2;
        private boolean enabled = true;
        private FetchWindows windows = FetchWindows.ALWAYS;

        private Builder(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public Builder centre(String centreId) {
            this.centre = centreId;
            return this;
        }

        public Builder dimse(RemoteNode node) {
            connections.add(new Connection.Dimse(node));
            return this;
        }

        /** As {@link #dimse}, of a node that only this edge reaches. */
        public Builder via(String edge, RemoteNode node) {
            connections.add(new Connection.Edge(edge, node));
            return this;
        }

        public Builder dicomWeb(URI root) {
            return dicomWeb(root, new WebTrust.OfHub());
        }

        public Builder dicomWeb(URI root, WebTrust trust) {
            var text = root.toString().replaceAll("/+$", "");
            connections.add(new Connection.Web(URI.create(text), trust));
            return this;
        }

        public Builder issuer(String assigningAuthority) {
            this.issuer = assigningAuthority;
            return this;
        }

        /** The default is C-FIND where there is a DICOM node, else QIDO-RS. */
        public Builder query(Query way) {
            query.clear();
            query.add(way);
            return this;
        }

        /** Preferred first; the default is what the connections allow, C-GET, C-MOVE, WADO-RS. */
        public Builder retrieve(List<Retrieve> preference) {
            retrieve.clear();
            retrieve.addAll(preference);
            return this;
        }

        public Builder quirk(SourceProfile.Quirk quirk) {
            quirks.add(quirk);
            return this;
        }

        public Builder patience(Duration longestWait) {
            this.patience = longestWait;
            return this;
        }

        public Builder associations(int atOnce) {
            this.associations = atOnce;
            return this;
        }

        /** When objects may be fetched, and how fast; the default is always. */
        public Builder windows(List<FetchWindow> spared) {
            this.windows = new FetchWindows(spared);
            return this;
        }

        public Builder telephone(String number) {
            this.telephone = number;
            return this;
        }

        public Builder enabled(boolean asked) {
            this.enabled = asked;
            return this;
        }

        public Source build() {
            boolean dimse = connections.stream().anyMatch(Builder::speaksDimse);
            boolean web = connections.stream().anyMatch(Connection.Web.class::isInstance);
            var ways = new ArrayList<>(retrieve);
            if (ways.isEmpty() && dimse) {
                ways.addAll(List.of(Retrieve.GET, Retrieve.MOVE));
            }
            if (retrieve.isEmpty() && web) {
                ways.add(Retrieve.WADO);
            }
            var asked = query.stream().findFirst().orElse(dimse ? Query.FIND : Query.QIDO);
            var profile = new SourceProfile(asked, ways, patience, associations, quirks, windows);
            refuseUnreachable(profile, dimse, web);
            return new Source(id, name, centre, connections, issuer, profile, telephone, enabled);
        }

        private static boolean speaksDimse(Connection connection) {
            return switch (connection) {
                case Connection.Dimse _, Connection.Edge _ -> true;
                case Connection.Web _ -> false;
            };
        }

        private void refuseUnreachable(SourceProfile profile, boolean dimse, boolean web) {
            boolean wantsWeb =
                    profile.query() == Query.QIDO || profile.retrieve().contains(Retrieve.WADO);
            boolean wantsDimse =
                    profile.query() == Query.FIND
                            || profile.retrieve().contains(Retrieve.GET)
                            || profile.retrieve().contains(Retrieve.MOVE);
            if ((wantsWeb && !web) || (wantsDimse && !dimse)) {
                throw new IllegalArgumentException(
                        "source %s is to be spoken to by %s and %s, for which it has no address"
                                .formatted(id, profile.query(), profile.retrieve()));
            }
        }
    }
}
