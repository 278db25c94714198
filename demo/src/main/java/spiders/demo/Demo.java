// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.CaseStory.Until;
import spiders.demo.imaging.Catalogue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** The demonstration: three PACS, a hub, and the main job on them, on this machine alone. */
public final class Demo {

    public static final String CLINICIAN = "dr.demo";
    public static final String PASSWORD = "imagerie-fictive";

    private static final int HTTP_PORT = 8080;
    private static final int DICOM_PORT = 11112;
    private static final int METRICS_PORT = 9091;
    private static final Duration START = Duration.ofMinutes(3);
    private static final int FAILED = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final int OBJECTS_A_LINE = 100;

    private static final CaseStory MAIN =
            new CaseStory(
                    "digestif",
                    Catalogue.AUGUSTE,
                    true,
                    "Adénocarcinome du rectum, métastase hépatique : conduite à tenir ?",
                    Until.PROPOSED_ORDERED);
    private static final List<CaseStory> FURTHER =
            List.of(
                    new CaseStory(
                            "digestif",
                            Catalogue.DESIRE,
                            true,
                            "Lésion pancréatique : indication opératoire ?",
                            Until.IDENTIFIED),
                    new CaseStory(
                            "digestif",
                            Catalogue.EUGENIE,
                            false,
                            "Métastases hépatiques : résécabilité ?",
                            Until.SEARCHED),
                    new CaseStory(
                            "thorax",
                            Catalogue.BEATRICE,
                            true,
                            "Tumeur du lobe supérieur droit : radiothérapie ?",
                            Until.ALL_ORDERED),
                    new CaseStory(
                            "senologie",
                            Catalogue.CLOTILDE,
                            true,
                            "Masse du sein gauche : chimiothérapie néoadjuvante ?",
                            Until.ALL_ORDERED));

    private final DemoOptions options;
    private final Screen screen;

    private Demo(DemoOptions options, Screen screen) {
        this.options = options;
        this.screen = screen;
    }

    /** Exit code 0: the job is done and all of it verified. */
    public static void main(String... arguments) {
        var screen = Screen.standard();
        int code;
        try {
            code = new Demo(DemoOptions.parse(List.of(arguments)), screen).run();
        } catch (IllegalArgumentException e) {
            screen.say(Objects.requireNonNullElse(e.getMessage(), "Not understood"));
            screen.say(DemoOptions.USAGE);
            code = NOT_UNDERSTOOD;
        } catch (IOException | DemoFailedException | HubApi.RefusedException e) {
            screen.say("The demonstration failed: " + e.getMessage());
            code = FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            code = FAILED;
        }
        System.exit(code);
    }

    private int run() throws IOException, InterruptedException {
        screen.title("SPIDERS demonstration: nobody in it exists, nothing leaves this machine");
        Files.createDirectories(options.data());
        var data = data();
        int dicomPort = Ports.preferred(DICOM_PORT);
        int httpPort = httpPort();
        try (var network = new DemoNetwork(data, dicomPort)) {
            var settings =
                    new HubSettings(
                            options.data().resolve("hub"),
                            httpPort,
                            dicomPort,
                            Ports.preferred(METRICS_PORT),
                            boards(),
                            network.sources());
            var configuration = options.data().resolve("hub.yaml");
            settings.write(configuration);
            var base = URI.create("http://127.0.0.1:" + httpPort);
            try (var hub = start(configuration, base);
                    var api = new HubApi(base)) {
                return job(network, hub, api, base);
            }
        }
    }

    private int job(DemoNetwork network, HubProcess hub, HubApi api, URI base)
            throws IOException, InterruptedException {
        try {
            return cases(network, hub, api, base);
        } catch (IOException e) {
            hub.requireAlive(); // Its end is the better reason.
            throw new IOException("The hub does not answer: " + e.getMessage(), e);
        }
    }

    private int httpPort() throws IOException {
        if (options.port() == 0) {
            return Ports.preferred(HTTP_PORT);
        }
        if (!Ports.isFree(options.port())) {
            throw new IOException("Port " + options.port() + " is taken");
        }
        return options.port();
    }

    private DemoData data() throws IOException, InterruptedException {
        var data = new DemoData(options.data().resolve("pacs"));
        if (data.isComplete()) {
            screen.say(
                    "  Synthetic patients of %s found in %s".formatted(data.day(), options.data()));
            return data;
        }
        screen.say("  Computing synthetic patients, once: %d objects".formatted(DemoData.OBJECTS));
        long start = System.nanoTime();
        data.make(LocalDate.now(MainJob.HOSPITAL), this::tellMade);
        screen.say("  Done in %s s".formatted(seconds(start)));
        return data;
    }

    private void tellMade(int done) {
        if (done % OBJECTS_A_LINE == 0 || done == DemoData.OBJECTS) {
            var bar = new Screen.Bar("objects", done, DemoData.OBJECTS, "");
            screen.bars(List.of(bar), done == DemoData.OBJECTS);
        }
    }

    private Path boards() throws IOException {
        var file = options.data().resolve("boards.yaml");
        try (var in = Objects.requireNonNull(Demo.class.getResourceAsStream("boards.yaml"))) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private HubProcess start(Path configuration, URI base)
            throws IOException, InterruptedException {
        var classPath = System.getProperty("spiders.hub.classpath", "");
        if (classPath.isEmpty()) {
            throw new IOException("Start the demonstration by ./spiders demo");
        }
        long start = System.nanoTime();
        screen.say("  Starting the hub (the first time its database is made) ...");
        var log = options.data().resolve("hub.log");
        var hub = HubProcess.start(classPath, configuration, log);
        var stop = new Thread(hub::close, "stop-hub");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            hub.awaitReady(base, START);
        } catch (IOException | InterruptedException e) {
            hub.close();
            throw e;
        }
        screen.say("  The hub is ready after %s s: %s".formatted(seconds(start), base));
        return hub;
    }

    private int cases(DemoNetwork network, HubProcess hub, HubApi api, URI base)
            throws IOException, InterruptedException {
        api.signIn(CLINICIAN, PASSWORD);
        screen.title("Registering a patient for tomorrow's board");
        var job = new MainJob(api, hub, screen);
        var main = job.run(MAIN, true);
        summary(main);
        var failures = new ArrayList<String>();
        boolean isAllDone = main.beginning() == MainJob.Beginning.DONE;
        check(main, MAIN, failures);
        screen.title("Further cases, so that there is more to look at");
        for (var story : FURTHER) {
            var outcome = job.run(story, false);
            isAllDone &= outcome.beginning() == MainJob.Beginning.DONE;
            tellFurther(story, outcome);
            if (story.orders()) {
                check(outcome, story, failures);
            }
        }
        if (isAllDone && network.sent() > 0) {
            failures.add(network.sent() + " objects were fetched again though they were here");
        }
        failures.forEach(failure -> screen.say("NOT VERIFIED: " + failure));
        invitation(main, base);
        if (!options.once()) {
            stay(hub);
        }
        return failures.isEmpty() ? 0 : FAILED;
    }

    private void summary(MainJob.Outcome main) {
        int objects = main.transfers().stream().mapToInt(TransferRow::verified).sum();
        switch (main.beginning()) {
            case DONE -> screen.say("  All of it was here already.");
            case UNFINISHED ->
                    screen.say(
                            "  %d objects verified; an earlier run had begun".formatted(objects));
            case NEW -> timed(main, objects);
        }
    }

    private void timed(MainJob.Outcome main, int objects) {
        double megabytes = main.transfers().stream().mapToDouble(TransferRow::megabytes).sum();
        screen.say(
                String.format(
                        Locale.ROOT,
                        "  %d objects verified, %.0f MB in %.1f s from registration to the last"
                                + " verified image",
                        objects,
                        megabytes,
                        main.seconds()));
    }

    private static void check(MainJob.Outcome outcome, CaseStory story, List<String> failures) {
        if (!outcome.isVerified()) {
            failures.add(
                    "%s: %s"
                            .formatted(
                                    story.person().patientName(),
                                    outcome.transfers().isEmpty()
                                            ? "no exam was found that may be transferred"
                                            : "a transfer is not verified"));
        }
    }

    private void tellFurther(CaseStory story, MainJob.Outcome outcome)
            throws IOException, InterruptedException {
        screen.say(
                "  %-12s %-16s %-14s %s"
                        .formatted(
                                story.board(),
                                story.person().patientName(),
                                outcome.boardCase().readiness(),
                                story.orders()
                                        ? outcome.transfers().size() + " exams"
                                        : "left for you to decide"));
    }

    private void invitation(MainJob.Outcome main, URI base) {
        screen.title("Now you");
        screen.say("  " + base + "/");
        screen.say(
                "  Logins dr.demo, secretaire.demo, radiologue.demo, urgences.demo, dpo.demo,"
                        + " admin.demo; password "
                        + PASSWORD);
        screen.say("  The case: " + base + "/cases/" + main.boardCase().id());
        screen.say(
                "  Sign in as dr.demo, open tomorrow's session of the digestive board: DEMO AUGUSTE"
                        + " is ready, his exams open in the viewer; DEMO EUGENIE waits for your"
                        + " decision on her identity; DEMO DESIRE lacks an exam.");
        screen.say("  Everything is kept in " + options.data());
    }

    private void stay(HubProcess hub) throws IOException, InterruptedException {
        screen.say("  Ctrl-C ends it.");
        try {
            hub.onExit().get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
        hub.requireAlive();
    }

    private static String seconds(long start) {
        return TransferRow.decimal((System.nanoTime() - start) / 1e9);
    }
}
