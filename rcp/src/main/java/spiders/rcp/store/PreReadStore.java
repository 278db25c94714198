// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.preread.PreRead;
import spiders.rcp.preread.PreReadContent;
import spiders.rcp.preread.Signature;
import spiders.security.UserName;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** The notes of radiologists, in versions; a signed one is never changed. */
public final class PreReadStore {

    private static final String SELECT =
            """
            select p.*, s.saved_at is not null as saved from rcp.pre_read p
            left join rcp.saved_pre_read s
                on s.board_case = p.board_case and s.version = p.version
            where p.board_case = any (?) order by p.board_case, p.version desc
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    public PreReadStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The versions of a case's note, the newest first. */
    public List<PreRead> versions(UUID boardCase) {
        return versions(List.of(boardCase)).getOrDefault(boardCase, List.of());
    }

    /** The versions of the notes of cases, by case, the newest first; one query. */
    public Map<UUID, List<PreRead>> versions(Collection<UUID> cases) {
        var versions = new HashMap<UUID, List<PreRead>>();
        jdbc.sql(SELECT)
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> preRead(row))
                .list()
                .forEach(one ->
                        versions.computeIfAbsent(one.boardCase(), _ -> new ArrayList<>()).add(one));
        return versions;
    }

    /** Adds a version; false where there is one of its number, or one that is not signed. */
    public boolean add(PreRead preRead) {
        return jdbc.sql(
                                """
                                insert into rcp.pre_read (board_case, version, revision, content,
                                    written_by, writer_name, written_at)
                                values (?, ?, ?, ?::jsonb, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                preRead.boardCase(),
                                preRead.version(),
                                preRead.revision(),
                                json.writeValueAsString(preRead.content()),
                                preRead.writtenBy().value(),
                                preRead.writerName(),
                                preRead.writtenAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Saves a version anew; false where it was signed, or saved by somebody else meanwhile. */
    public boolean save(PreRead preRead, int replaced) {
        return jdbc.sql(
                                """
                                update rcp.pre_read set revision = ?, content = ?::jsonb,
                                    written_by = ?, writer_name = ?, written_at = ?
                                where board_case = ? and version = ? and revision = ?
                                    and signature is null
                                """)
                        .params(
                                preRead.revision(),
                                json.writeValueAsString(preRead.content()),
                                preRead.writtenBy().value(),
                                preRead.writerName(),
                                preRead.writtenAt().atOffset(ZoneOffset.UTC),
                                preRead.boardCase(),
                                preRead.version(),
                                replaced)
                        .update()
                == 1;
    }

    /** Signs what was read; false where it is no longer that. */
    public boolean sign(PreRead preRead, Signature signature) {
        return jdbc.sql(
                                """
                                update rcp.pre_read set signature = ?::jsonb
                                where board_case = ? and version = ? and revision = ?
                                    and signature is null
                                """)
                        .params(
                                json.writeValueAsString(signature),
                                preRead.boardCase(),
                                preRead.version(),
                                preRead.revision())
                        .update()
                == 1;
    }

    /** Keeps that the DICOM objects of a signed version are in the archive. */
    public void saved(UUID boardCase, int version, Instant at) {
        jdbc.sql(
                        """
                        insert into rcp.saved_pre_read (board_case, version, saved_at)
                        values (?, ?, ?) on conflict do nothing
                        """)
                .params(boardCase, version, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private PreRead preRead(ResultSet row) throws SQLException {
        var signature = Optional.ofNullable(row.getString("signature"));
        return new PreRead(
                row.getObject("board_case", UUID.class),
                row.getInt("version"),
                row.getInt("revision"),
                json.readValue(row.getString("content"), PreReadContent.class),
                new UserName(row.getString("written_by")),
                row.getString("writer_name"),
                row.getTimestamp("written_at").toInstant(),
                signature.map(text -> json.readValue(text, Signature.class)),
                row.getBoolean("saved"));
    }
}
