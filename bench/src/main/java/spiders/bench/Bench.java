// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.week.WeekBenchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Runs one benchmark by its name, in a temporary folder that is gone afterwards. */
public final class Bench {

    private static final String USAGE =
            """
            usage: ./spiders bench NAME [--count N] [--bytes N] [--rounds N] [--folder DIR]
                               [--store disk|s3]

              ingest     C-STORE into a hub, Orthanc and DCMTK's storescp
              bigstudy   a gigabyte through a hub of 512 MB of heap
              mainjob    the demonstration's main job
              session    20 cases of three exams from five sites, beside DCMTK and Orthanc,
                         then the pages with 50 people on them
              parse      files through the parser, one thread
              codecs     compressed frames through our decoders and DCMTK's tools
              deidentify files by the basic profile, beside dcmodify and Orthanc
              network    C-STORE to files, beside DCMTK and Orthanc
              index      searches among 10 thousand, 100 thousand and a million studies
              find       C-FIND and QIDO-RS among the same studies in a hub and in Orthanc
              stow       STOW-RS into a hub and Orthanc
              footprint  start, memory, and disk beyond the objects, beside Orthanc
              metadata   the metadata of a long series, beside Orthanc
              audit      records: their cost, chaining, verifying (--count: 500 each)
              access     what deciding and recording add to a request
              micro      data sets and codecs in memory, by JMH
              retrieve   a study by WADO-RS, beside Orthanc and a file server
              firstimage a CT of many slices in the viewer over 10 Mbit/s
              contours   all metrics of five organs by four products, beside plastimatch
              dvh        dose-volume histograms of one case, beside plastimatch
              radiomics  the features of IBSI 1 of a large region and of a thousand small ones
              bolus      boluses on a body of 73 planes
              week       a week of a region in minutes [--seed N] [--speed K]
              edge       a CT by an edge over 100 Mbit/s and 50 ms, beside Orthanc
              forward    4 GB in one object, stored and sent on in 512 MB of heap

            --store s3 measures the ingest of a hub on an S3 server too.
            --folder is where the temporary folder is made: on the disk that is measured.\
            """;
    private static final int NOT_UNDERSTOOD = 2;

    private Bench() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try {
            run(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(NOT_UNDERSTOOD);
        }
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("Which benchmark?");
        }
        var options = List.of(arguments).subList(1, arguments.length);
        if (arguments[0].equals("week")) {
            week(options);
            return;
        }
        var workload = Workload.parse(options);
        var folder = Files.createTempDirectory(workload.folder(), "spiders-bench-");
        try {
            switch (arguments[0]) {
                case "ingest" -> new IngestBenchmark(workload, folder).run();
                case "bigstudy" -> new BigStudyBenchmark(workload, folder).run();
                case "codecs" -> new CodecBenchmark(workload, folder).run();
                case "parse" -> new ParseBenchmark(workload, folder).run();
                case "deidentify" -> new DeidentifyBenchmark(workload, folder).run();
                case "network" -> new NetworkBenchmark(workload, folder).run();
                case "forward" -> new ForwardBenchmark(folder).run();
                case "edge" -> new EdgeBenchmark(workload, folder).run();
                case "index" -> new IndexBenchmark(workload, folder).run();
                case "find" -> new FindBenchmark(workload, folder).run();
                case "stow" -> new StowBenchmark(workload, folder).run();
                case "footprint" -> new FootprintBenchmark(workload, folder).run();
                case "metadata" -> new MetadataBenchmark(workload, folder).run();
                case "audit" -> new AuditBenchmark(workload, folder).run();
                case "access" -> new AccessBenchmark(workload, folder).run();
                case "micro" -> new Microbenchmarks().run();
                case "retrieve" -> new RetrieveBenchmark(workload, folder).run();
                case "firstimage" -> new FirstImageBenchmark(workload, folder).run();
                case "contours" -> new ContoursBenchmark(workload, folder).run();
                case "dvh" -> new DoseBenchmark(workload, folder).run();
                case "radiomics" -> new RadiomicsBenchmark(workload).run();
                case "session" -> new SessionBenchmark(workload, folder).run();
                case "bolus" -> new BolusBenchmark(workload).run();
                case "mainjob" -> new MainJobBenchmark(workload, folder).run();
                default -> throw new IllegalArgumentException("No benchmark " + arguments[0]);
            }
        } finally {
            delete(folder);
        }
    }

    private static void week(List<String> options) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("/var/tmp"), "spiders-bench-");
        try {
            var week = new WeekBenchmark(options, folder, System.out);
            Markdown.machine();
            week.run();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
