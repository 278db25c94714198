// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

/** Volumes made by a formula of their indices. */
final class Phantoms {

    private Phantoms() {}

    @FunctionalInterface
    interface Formula {
        double at(int i, int j, int k);
    }

    static Volume of(int nx, int ny, int nz, double spacing, Formula formula) {
        return of(axis(nx, spacing), axis(ny, spacing), axis(nz, spacing), formula);
    }

    static Volume of(Volume.Axis x, Volume.Axis y, Volume.Axis z, Formula formula) {
        var values = new float[x.size() * y.size() * z.size()];
        int next = 0;
        for (int k = 0; k < z.size(); k++) {
            for (int j = 0; j < y.size(); j++) {
                for (int i = 0; i < x.size(); i++) {
                    values[next++] = (float) formula.at(i, j, k);
                }
            }
        }
        return Volume.of(x, y, z, values);
    }

    static Volume.Axis axis(int size, double spacing) {
        return new Volume.Axis(size, spacing, 0);
    }
}
