// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.Fiche;
import spiders.rcp.fiche.FicheContent;
import spiders.security.UserName;

import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** The fiches of cases, in versions; an approved one is never changed. */
public final class FicheStore {

    private final JdbcClient jdbc;
    // What a fiche of an earlier release does not have yet, nobody said in it.
    private final JsonMapper json =
            JsonMapper.builder()
                    .withConfigOverride(String.class, FicheStore::absentIsEmpty)
                    .build();

    private static void absentIsEmpty(MutableConfigOverride texts) {
        texts.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    public FicheStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The versions of a case's fiche, the newest first. */
    public List<Fiche> versions(UUID boardCase) {
        return jdbc.sql("select * from rcp.fiche where board_case = ? order by version desc")
                .param(boardCase)
                .query((row, _) -> fiche(row))
                .list();
    }

    /** Adds a version; false where there is one of its number, or one that is not approved. */
    public boolean add(Fiche fiche) {
        return jdbc.sql(
                                """
                                insert into rcp.fiche (board_case, version, revision, content,
                                    amends, written_by, writer_name, written_at)
                                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(
                                fiche.boardCase(),
                                fiche.version(),
                                fiche.revision(),
                                json.writeValueAsString(fiche.content()),
                                fiche.amends(),
                                fiche.writtenBy().value(),
                                fiche.writerName(),
                                fiche.writtenAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Whether a version of a case's fiche is approved. */
    public boolean isApproved(UUID boardCase) {
        return jdbc.sql(
                        """
                        select exists (select from rcp.fiche
                            where board_case = ? and approval is not null)
                        """)
                .param(boardCase)
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    /** Those of these cases of whose fiche the newest version is approved. */
    public Set<UUID> approved(Collection<UUID> cases) {
        return Set.copyOf(
                jdbc.sql(
                                """
                                select board_case from rcp.fiche f
                                where board_case = any (?) and approval is not null
                                    and not exists (select from rcp.fiche n
                                        where n.board_case = f.board_case
                                            and n.version > f.version)
                                """)
                        .param(cases.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** Saves a version anew; false where it was approved, or saved by somebody else meanwhile. */
    public boolean save(Fiche fiche, int replaced) {
        return jdbc.sql(
                                """
                                update rcp.fiche set revision = ?, content = ?::jsonb,
                                    written_by = ?, writer_name = ?, written_at = ?
                                where board_case = ? and version = ? and revision = ?
                                    and approval is null
                                """)
                        .params(
                                fiche.revision(),
                                json.writeValueAsString(fiche.content()),
                                fiche.writtenBy().value(),
                                fiche.writerName(),
                                fiche.writtenAt().atOffset(ZoneOffset.UTC),
                                fiche.boardCase(),
                                fiche.version(),
                                replaced)
                        .update()
                == 1;
    }

    /** Approves what was read; false where it is no longer that. */
    public boolean approve(Fiche fiche, Approval approval) {
        return jdbc.sql(
                                """
                                update rcp.fiche set approval = ?::jsonb
                                where board_case = ? and version = ? and revision = ?
                                    and approval is null
                                """)
                        .params(
                                json.writeValueAsString(approval),
                                fiche.boardCase(),
                                fiche.version(),
                                fiche.revision())
                        .update()
                == 1;
    }

    private Fiche fiche(ResultSet row) throws SQLException {
        var approval = Optional.ofNullable(row.getString("approval"));
        return new Fiche(
                row.getObject("board_case", UUID.class),
                row.getInt("version"),
                row.getInt("revision"),
                json.readValue(row.getString("content"), FicheContent.class),
                row.getString("amends"),
                new UserName(row.getString("written_by")),
                row.getString("writer_name"),
                row.getTimestamp("written_at").toInstant(),
                approval.map(text -> json.readValue(text, Approval.class)));
    }
}
