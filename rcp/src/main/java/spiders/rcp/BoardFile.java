// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.quorum.Requirement;
import spiders.rcp.quorum.SpecialtyGroup;
import spiders.region.Centre;
import spiders.region.Centres;
import spiders.security.UserName;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;

/**
 * Reads the boards of an installation from a YAML file; a key that is unknown is refused, with its
 * place, so that no line is silently without effect.
 */
public final class BoardFile {

    private static final int SIZE_LIMIT = 1_000_000;
    private static final int BOARDS_LIMIT = 500;
    private static final int MEMBERS_LIMIT = 500;

    private final Centres centres;

    public BoardFile(Centres centres) {
        this.centres = centres;
    }

    /**
     * The boards of a file.
     *
     * @throws BoardFileException when the file says something that is not understood
     */
    public List<BoardDefinition> read(Path file) throws IOException {
        try (var in = Files.newBufferedReader(file)) {
            return read(in);
        }
    }

    List<BoardDefinition> read(Reader in) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(SIZE_LIMIT);
        try {
            Object root = new Yaml(new SafeConstructor(options)).load(in);
            var part = FilePart.root(root);
            part.allow(Set.of("boards"));
            return part.parts("boards", BOARDS_LIMIT).stream().map(this::board).toList();
        } catch (YAMLException e) {
            throw new BoardFileException("boards", "no YAML: " + e.getMessage());
        }
    }

    private BoardDefinition board(FilePart part) {
        part.allow(
                Set.of(
                        "id",
                        "name",
                        "organ",
                        "kind",
                        "type",
                        "centre",
                        "wishes",
                        "radiotherapy",
                        "order-by-rule",
                        "meetings",
                        "members",
                        "quorum",
                        "directory"));
        return part.made(() ->
                new BoardDefinition(
                        new BoardId(part.text("id")),
                        part.text("name"),
                        part.text("organ"),
                        part.choice("kind", BoardKind.class, BoardKind.RCP),
                        part.choice("type", BoardType.class, BoardType.STANDARD),
                        centre(part.text("centre")),
                        part.parts("wishes", BOARDS_LIMIT).stream().map(BoardFile::wish).toList(),
                        part.flag("radiotherapy"),
                        part.flag("order-by-rule"),
                        part.parts("meetings", BOARDS_LIMIT).stream()
                                .map(BoardFile::meeting)
                                .toList(),
                        part.parts("members", MEMBERS_LIMIT).stream()
                                .map(BoardFile::member)
                                .toList(),
                        quorum(part),
                        part.part("directory")
                                .map(BoardFile::directory)
                                .orElse(DirectoryEntry.NONE)));
    }

    private static DirectoryEntry directory(FilePart part) {
        part.allow(
                Set.of(
                        "finess",
                        "address",
                        "network",
                        "network-name",
                        "manager",
                        "manager-name",
                        "board"));
        return part.made(() ->
                new DirectoryEntry(
                        part.text("finess", ""),
                        part.text("address", ""),
                        part.text("network", ""),
                        part.text("network-name", ""),
                        part.text("manager", ""),
                        part.text("manager-name", ""),
                        part.text("board", "")));
    }

    /** Where nothing is said, that of the référentiel for the type of the board. */
    private static QuorumRule quorum(FilePart board) {
        return board.part("quorum")
                .map(BoardFile::writtenQuorum)
                .orElseGet(() ->
                        board.choice("type", BoardType.class, BoardType.STANDARD)
                                        == BoardType.STANDARD
                                ? QuorumRule.standard()
                                : QuorumRule.threeSpecialties());
    }

    private static QuorumRule writtenQuorum(FilePart part) {
        part.allow(Set.of("specialties", "required", "recommended"));
        return part.made(() ->
                new QuorumRule(
                        1,
                        part.number("specialties", 3),
                        part.parts("required", BOARDS_LIMIT).stream()
                                .map(BoardFile::requirement)
                                .toList(),
                        part.choices("recommended", SpecialtyGroup.class)));
    }

    private static Requirement requirement(FilePart part) {
        part.allow(Set.of("any-of", "least", "written"));
        return part.made(() ->
                new Requirement(
                        part.choices("any-of", SpecialtyGroup.class),
                        part.number("least", 1),
                        part.flag("written")));
    }

    private static BoardMember member(FilePart part) {
        part.allow(Set.of("account", "function"));
        return part.made(() ->
                new BoardMember(
                        new UserName(part.text("account")),
                        MemberFunction.valueOf(part.text("function")),
                        true));
    }

    /** The id of a centre, or a name as it is to be read. */
    private String centre(String written) {
        return centres.centre(written).map(Centre::name).orElse(written);
    }

    private static ImagingWish wish(FilePart part) {
        part.allow(Set.of("label", "modalities", "body-parts", "maximum-age-months", "priors"));
        return part.made(() ->
                new ImagingWish(
                        part.text("label"),
                        Set.copyOf(part.texts("modalities")),
                        Set.copyOf(part.texts("body-parts")),
                        part.number("maximum-age-months", 12),
                        part.number("priors", 0)));
    }

    private static Meeting meeting(FilePart part) {
        part.allow(Set.of("days", "time", "room", "registration-closes-before"));
        return part.made(() ->
                new Meeting(
                        Set.copyOf(part.texts("days").stream().map(DayOfWeek::valueOf).toList()),
                        part.time("time"),
                        part.text("room"),
                        part.duration("registration-closes-before")));
    }
}
