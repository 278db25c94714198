// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A study that can be made: one task an object, so that many are made at once.
 *
 * @param objects each returns an object when called
 */
public record Examination(Study study, List<Task> objects) {

    public Examination {
        objects = List.copyOf(objects);
    }

    /** An object to make, and how it is to be encoded. */
    public record Task(Callable<DataSet> object, TransferSyntax transferSyntax) {}

    static Examination of(Study study, List<List<Task>> series) {
        var all = new ArrayList<Task>();
        series.forEach(all::addAll);
        return new Examination(study, all);
    }

    static List<Task> tasks(CTSeries ct) {
        var tasks = new ArrayList<Task>();
        for (int i = 1; i <= ct.count(); i++) {
            int instance = i;
            tasks.add(new Task(() -> ct.image(instance), ct.series().transferSyntax()));
        }
        return tasks;
    }

    static List<Task> tasks(MRSeries mr) {
        var tasks = new ArrayList<Task>();
        for (int i = 1; i <= mr.count(); i++) {
            int instance = i;
            tasks.add(new Task(() -> mr.image(instance), mr.series().transferSyntax()));
        }
        return tasks;
    }

    static List<Task> tasks(PETSeries pet) {
        var tasks = new ArrayList<Task>();
        for (int i = 1; i <= pet.count(); i++) {
            int instance = i;
            tasks.add(new Task(() -> pet.image(instance), pet.series().transferSyntax()));
        }
        return tasks;
    }

    static List<Task> tasks(Mammography mammography) {
        var tasks = new ArrayList<Task>();
        for (int i = 1; i <= Mammography.VIEWS; i++) {
            int view = i;
            tasks.add(
                    new Task(() -> mammography.image(view), mammography.series().transferSyntax()));
        }
        return tasks;
    }

    static List<Task> tasks(UltrasoundCine cine) {
        return List.of(new Task(cine::image, cine.series().transferSyntax()));
    }

    static List<Task> tasks(Irradiation irradiation) {
        return List.of(
                new Task(irradiation::structureSet, irradiation.structures().transferSyntax()),
                new Task(irradiation::doseGrid, irradiation.dose().transferSyntax()),
                new Task(irradiation::treatmentPlan, irradiation.plan().transferSyntax()));
    }
}
