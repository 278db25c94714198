// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.archive.Archive;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.retrieval.Pace;
import spiders.retrieval.TransferListener;
import spiders.retrieval.edge.EdgeTasks;
import spiders.retrieval.store.InstanceLedger;
import spiders.retrieval.store.TransferQueue;
import spiders.retrieval.store.TransferStore;
import spiders.security.Audit;

/** What every transfer works with. */
public record TransferTools(
        Archive archive,
        SourceDirectory directory,
        SourceConnections connections,
        EdgeTasks edges,
        TransferStore store,
        TransferQueue queue,
        InstanceLedger ledger,
        Audit audit,
        TransferListener listener,
        TransferPolicy policy,
        Pace pace) {}
