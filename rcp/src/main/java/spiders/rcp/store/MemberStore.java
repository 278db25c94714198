// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.BoardMember;
import spiders.rcp.MemberFunction;
import spiders.rcp.SessionFunction;
import spiders.rcp.SessionMember;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** Who belongs to boards and sessions, and what that ties people to. */
public final class MemberStore {

    private final JdbcClient jdbc;

    public MemberStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Adds a member, unless there is one with that function. */
    public boolean add(BoardId board, BoardMember member, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                insert into rcp.board_member
                                    (board, account, function, configured, added_by, added_at)
                                values (?, ?, ?, ?, ?, ?)
                                on conflict (board, account, function)
                                    do update set configured = true
                                    where excluded.configured and not board_member.configured
                                """)
                        .params(
                                board.value(),
                                member.account().value(),
                                member.function().name(),
                                member.isConfigured(),
                                by.value(),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Takes out a member whom the file does not name. */
    public boolean remove(BoardId board, UserName account, MemberFunction function) {
        return jdbc.sql(
                                """
                                delete from rcp.board_member where board = ? and account = ?
                                    and function = ? and not configured
                                """)
                        .params(board.value(), account.value(), function.name())
                        .update()
                == 1;
    }

    /** Takes out every member whom the file named, before it names them again. */
    public void removeConfigured(BoardId board) {
        jdbc.sql("delete from rcp.board_member where board = ? and configured")
                .param(board.value())
                .update();
    }

    /** The members of a board, by function and name. */
    public List<BoardMember> members(BoardId board) {
        return jdbc.sql(
                        """
                        select account, function, configured from rcp.board_member
                        where board = ? order by function, account
                        """)
                .param(board.value())
                .query((row, _) ->
                        new BoardMember(
                                new UserName(row.getString("account")),
                                MemberFunction.valueOf(row.getString("function")),
                                row.getBoolean("configured")))
                .list();
    }

    /** What a person is to a board. */
    public Set<MemberFunction> functions(BoardId board, UserName account) {
        var functions = EnumSet.noneOf(MemberFunction.class);
        jdbc.sql("select function from rcp.board_member where board = ? and account = ?")
                .params(board.value(), account.value())
                .query(String.class)
                .list()
                .forEach(name -> functions.add(MemberFunction.valueOf(name)));
        return functions;
    }

    /** Adds a person to one session, unless there is one with that function. */
    public boolean add(UUID session, SessionMember member, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                insert into rcp.session_member
                                    (session, account, function, added_by, added_at)
                                values (?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                session,
                                member.account().value(),
                                member.function().name(),
                                by.value(),
                                at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Takes a person out of one session. */
    public boolean remove(UUID session, SessionMember member) {
        return jdbc.sql(
                                """
                                delete from rcp.session_member
                                where session = ? and account = ? and function = ?
                                """)
                        .params(session, member.account().value(), member.function().name())
                        .update()
                == 1;
    }

    /** The people of one session, by function and name. */
    public List<SessionMember> members(UUID session) {
        return jdbc.sql(
                        """
                        select account, function from rcp.session_member
                        where session = ? order by function, account
                        """)
                .param(session)
                .query((row, _) ->
                        new SessionMember(
                                new UserName(row.getString("account")),
                                SessionFunction.valueOf(row.getString("function"))))
                .list();
    }

    /**
     * What ties an account to patients.
     *
     * @param centres the account's
     * @param held the first day of sessions whose participants and radiologists are tied still
     */
    public Map<PatientKey, Set<Relation>> relations(
            UserName account,
            Collection<String> centres,
            Collection<PatientKey> patients,
            LocalDate held) {
        var relations = new HashMap<PatientKey, Set<Relation>>();
        jdbc.sql(
                        """
                        select c.patient,
                            bool_or(c.requester = :account) as requester,
                            bool_or(c.centres && cast(:centres as text[])) as treating_centre,
                            bool_or(on_agenda and m.function in ('COORDINATOR', 'SECRETARY'))
                                as board_staff,
                            bool_or(on_agenda and s.on_date >= :held and c.state <> 'DRAFT'
                                and (m.function in ('PARTICIPANT', 'COORDINATOR')
                                    or p.function = 'PARTICIPANT')) as participant,
                            bool_or(on_agenda and s.on_date >= :held and c.state <> 'DRAFT'
                                and (m.function = 'RADIOLOGIST'
                                    or p.function = 'ON_CALL_RADIOLOGIST'
                                    or o.account is not null)) as on_call_radiologist
                        from rcp.board_case c
                        join rcp.session s on s.id = c.session
                        cross join lateral (select c.state <> 'WITHDRAWN' as on_agenda) a
                        left join rcp.board_member m
                            on m.board = s.board and m.account = :account
                        left join rcp.session_member p
                            on p.session = s.id and p.account = :account
                        left join rcp.on_call o
                            on o.board = s.board and o.account = :account
                            and s.on_date between o.first_day and o.last_day
                            and not exists (
                                select 1 from rcp.session_member n where n.session = s.id
                                and n.function = 'ON_CALL_RADIOLOGIST'
                                and n.account <> :account)
                        where c.patient = any (:patients) group by c.patient
                        """)
                .param("account", account.value())
                .param("centres", centres.toArray(String[]::new))
                .param("patients", patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .param("held", held)
                .query(row -> {
                    relations.put(new PatientKey(row.getObject("patient", UUID.class)), tied(row));
                });
        return relations;
    }

    private static Set<Relation> tied(ResultSet row) throws SQLException {
        var tied = EnumSet.noneOf(Relation.class);
        for (var relation :
                EnumSet.of(
                        Relation.REQUESTER,
                        Relation.TREATING_CENTRE,
                        Relation.BOARD_STAFF,
                        Relation.PARTICIPANT,
                        Relation.ON_CALL_RADIOLOGIST)) {
            if (row.getBoolean(relation.name().toLowerCase(Locale.ROOT))) {
                tied.add(relation);
            }
        }
        return tied;
    }
}
