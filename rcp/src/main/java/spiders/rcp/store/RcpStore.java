// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.function.Supplier;

import javax.sql.DataSource;

/** The tables of schema {@code rcp}, and transactions over them. */
public final class RcpStore {

    private final BoardStore boards;
    private final SessionStore sessions;
    private final RhythmStore rhythms;
    private final CaseStore cases;
    private final MemberStore members;
    private final AttendanceStore attendance;
    private final FicheStore fiches;
    private final PreReadStore preReads;
    private final RotaStore rota;
    private final IndicatorStore indicators;
    private final PreparationStore preparation;
    private final InboundStore inbound;
    private final HeldStore held;
    private final DeliveryStore deliveries;
    private final TransactionTemplate transaction;

    public RcpStore(DataSource dataSource) {
        boards = new BoardStore(dataSource);
        sessions = new SessionStore(dataSource);
        rhythms = new RhythmStore(dataSource);
        cases = new CaseStore(dataSource);
        members = new MemberStore(dataSource);
        attendance = new AttendanceStore(dataSource);
        fiches = new FicheStore(dataSource);
        preReads = new PreReadStore(dataSource);
        rota = new RotaStore(dataSource);
        indicators = new IndicatorStore(dataSource);
        preparation = new PreparationStore(dataSource);
        inbound = new InboundStore(dataSource);
        held = new HeldStore(dataSource);
        deliveries = new DeliveryStore(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public BoardStore boards() {
        return boards;
    }

    public SessionStore sessions() {
        return sessions;
    }

    public RhythmStore rhythms() {
        return rhythms;
    }

    public CaseStore cases() {
        return cases;
    }

    public MemberStore members() {
        return members;
    }

    public AttendanceStore attendance() {
        return attendance;
    }

    public FicheStore fiches() {
        return fiches;
    }

    public InboundStore inbound() {
        return inbound;
    }

    public HeldStore held() {
        return held;
    }

    public DeliveryStore deliveries() {
        return deliveries;
    }

    public PreReadStore preReads() {
        return preReads;
    }

    public RotaStore rota() {
        return rota;
    }

    public IndicatorStore indicators() {
        return indicators;
    }

    public PreparationStore preparation() {
        return preparation;
    }

    /** Does all of the work or none of it; a failure undoes it and is thrown on. */
    public <T> T together(Supplier<T> work) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
