// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A search as one statement of SQL, with what it brings. */
final class SearchStatement {

    private static final Set<Tag> PATIENT_COUNTS =
            Set.of(
                    Tags.NumberOfPatientRelatedStudies,
                    Tags.NumberOfPatientRelatedSeries,
                    Tags.NumberOfPatientRelatedInstances);

    private static final String STUDY_SUM =
            """
             cross join lateral (
                select array_agg(distinct modality order by modality) as modalities,
                    count(*) as series, coalesce(sum(instances), 0) as instances
                from archive.series where study = st.id and instances > 0) sum
            """;

    private static final String PATIENT_SUM =
            """
             cross join lateral (
                select count(distinct s.id) as patient_studies, count(n.id) as patient_series,
                    coalesce(sum(n.instances), 0) as patient_instances
                from archive.identity o join archive.study s on s.identity = o.id
                left join archive.series n on n.study = s.id and n.instances > 0
                where (o.authority, o.value) = (%s) and %s) patient
            """;

    private static final String CLASSES =
            """
            , array(select distinct unnest(m.sop_classes) from archive.series m
                where m.study = st.id order by 1) as sop_classes
            """;

    private static final String CLASSES_UNFILLED =
            """
            , array(select distinct c.sop_class
                from archive.series m join archive.instance c on c.series = m.id
                where m.study = st.id order by 1) as sop_classes
            """;

    /** One instance tells what all of its study or series have. */
    private static final String STUDY_SAMPLE =
            """
            , (select x.metadata from archive.instance x where x.series =
                (select min(y.id) from archive.series y where y.study = st.id and y.instances > 0)
                limit 1) as metadata
            """;

    private static final String SERIES_SAMPLE =
            ", (select x.metadata from archive.instance x where x.series = st.series_id limit 1)"
                    + " as metadata";

    private static final String SERIES_COLUMNS =
            ", se.attributes as series_attributes, se.instances as in_series,"
                    + " se.number as series_number, se.id as series_id";

    private static final String NEWEST = "st.date desc, st.time desc, st.id desc";

    private final Scope scope;
    private final Search search;
    private final String classes;
    private final Conditions conditions;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    SearchStatement(Scope scope, Search search, boolean isFilled) {
        this.scope = scope;
        this.search = search;
        this.classes = isFilled ? CLASSES : CLASSES_UNFILLED;
        this.conditions = new Conditions(search, isFilled);
        conditions.addKeys();
        switch (search.level()) {
            case PATIENT -> patients();
            case STUDY -> studies();
            case SERIES -> series();
            case INSTANCE -> instances();
        }
    }

    String sql() {
        return sql.toString();
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    /** The keys that what is found is still to be matched against. */
    DataSet left() {
        return conditions.left();
    }

    boolean hasPatientCounts() {
        return search.level() == Level.PATIENT
                || PATIENT_COUNTS.stream().anyMatch(search.keys()::has);
    }

    boolean hasClasses() {
        return search.level() != Level.PATIENT && search.keys().has(Tags.SOPClassesInStudy);
    }

    /** Whether attributes are asked for that are not among those of study and series. */
    boolean hasMetadata() {
        return search.level() == Level.INSTANCE
                || search.options().contains(Matching.EVERY_ATTRIBUTE)
                || search.keys().elements().stream().anyMatch(key -> isElsewhere(key.tag()));
    }

    private boolean isElsewhere(Tag tag) {
        boolean isHere =
                AttributeLevels.STUDY.contains(tag)
                        || tag.equals(Tags.ModalitiesInStudy)
                        || tag.equals(Tags.SOPClassesInStudy)
                        || (search.level() == Level.SERIES && AttributeLevels.SERIES.contains(tag));
        return !isHere
                && !AttributeLevels.TOLD.contains(tag)
                && AttributeLevels.isAt(tag, search.level());
    }

    private void add(String text, Object... values) {
        sql.append(text);
        parameters.addAll(List.of(values));
    }

    /** The studies of the scope, under a name that the statement gives them. */
    private String inScope(String study) {
        return switch (scope) {
            case Scope.Everything() -> "true";
            case Scope.Granted _ ->
                    study
                            + """
                            .uid in (select v.study from archive.view_grant_study v
                                join archive.view_grant g on g.id = v.view_grant
                                where g.user_name = ? and g.expires_at > ?)
                            """;
        };
    }

    private Object[] scopeParameters() {
        return switch (scope) {
            case Scope.Everything() -> new Object[0];
            case Scope.Granted(var user, var now) ->
                    new Object[] {user.value(), now.atOffset(ZoneOffset.UTC)};
        };
    }

    private void where() {
        conditions.add(inScope("st"), scopeParameters());
        sql.append(conditions.where());
        parameters.addAll(conditions.parameters());
    }

    /** With keys left to match, only what is found can be counted. */
    private void page(String order) {
        sql.append(" order by ").append(order);
        if (left().isEmpty()) {
            add(" limit ? offset ?", search.limit(), search.offset());
        }
    }

    private void patients() {
        add("select q.*, patient.* from (");
        add("select distinct on (p.authority, p.value) p.authority, p.value,");
        add(" st.attributes as study_attributes");
        add(hasMetadata() ? STUDY_SAMPLE : "");
        add(" from archive.study st join archive.identity p on p.id = st.identity");
        where();
        page("p.authority, p.value, st.date desc, st.id desc");
        add(") q");
        add(PATIENT_SUM.formatted("q.authority, q.value", inScope("s")), scopeParameters());
        add(" order by q.authority, q.value");
    }

    /** The page is made before anything is counted, so that nothing is counted in vain. */
    private void studies() {
        begin("", hasMetadata() ? STUDY_SAMPLE : "", "st.*", "");
        end("");
    }

    private void series() {
        conditions.add("se.instances > 0");
        begin(
                ", st.series_attributes, st.in_series",
                hasMetadata() ? SERIES_SAMPLE : "",
                "st.*" + SERIES_COLUMNS,
                " join archive.series se on se.study = st.id");
        end(", series_number, series_id");
    }

    private void instances() {
        begin(
                ", st.series_attributes, st.in_series, st.metadata",
                "",
                "st.*"
                        + SERIES_COLUMNS
                        + ", i.metadata, i.number as instance_number, i.id as instance_id",
                " join archive.series se on se.study = st.id"
                        + " join archive.instance i on i.series = se.id");
        end(", series_number, series_id, instance_number, instance_id");
    }

    private void begin(String further, String sample, String columns, String joins) {
        add("select st.attributes as study_attributes, sum.*");
        add(further);
        add(hasClasses() ? classes : "");
        add(hasPatientCounts() ? ", patient.*" : "");
        add(sample);
        add(" from (select " + columns + " from archive.study st" + joins);
        where();
    }

    private void end(String order) {
        page(NEWEST + order);
        add(") st");
        add(STUDY_SUM);
        if (hasPatientCounts()) {
            add(" join archive.identity p on p.id = st.identity");
            add(PATIENT_SUM.formatted("p.authority, p.value", inScope("s")), scopeParameters());
        }
        add(" order by " + NEWEST + order);
    }
}
