// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.Attendances;
import spiders.rcp.BoardCalendar;
import spiders.rcp.Boards;
import spiders.rcp.CaseDiscs;
import spiders.rcp.CaseEvents;
import spiders.rcp.CaseImaging;
import spiders.rcp.CaseImport;
import spiders.rcp.CaseManifests;
import spiders.rcp.CaseStay;
import spiders.rcp.CaseViewing;
import spiders.rcp.Cases;
import spiders.rcp.Deliveries;
import spiders.rcp.Fiches;
import spiders.rcp.Inbound;
import spiders.rcp.Members;
import spiders.rcp.PatientRights;
import spiders.rcp.PreReads;
import spiders.rcp.ReadinessBoard;
import spiders.rcp.Rotas;
import spiders.region.SourceDirectory;

/** What the pages and the JSON interface ask. */
public record RcpServices(
        Boards boards,
        BoardCalendar calendar,
        Cases cases,
        CaseImport imports,
        Inbound inbound,
        CaseImaging imaging,
        CaseDiscs discs,
        CaseViewing viewing,
        CaseManifests manifests,
        CaseStay stay,
        Members members,
        Attendances attendances,
        Fiches fiches,
        Deliveries deliveries,
        ReadinessBoard readiness,
        PreReads preReads,
        Rotas rotas,
        PatientRights rights,
        CaseEvents events,
        SourceDirectory sources) {}
