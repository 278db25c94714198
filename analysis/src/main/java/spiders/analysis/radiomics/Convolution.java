// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.radiomics;

import spiders.analysis.radiomics.Region.Extent;

/** Convolves a grid with odd kernels along its axes. */
final class Convolution {

    private final Extent extent;
    private final Boundary boundary;

    Convolution(Extent extent, Boundary boundary) {
        this.extent = extent;
        this.boundary = boundary;
    }

    /** Along axis 0 (x), 1 or 2; the centre of the kernel lies on the voxel. */
    double[] along(int axis, double[] kernel, double[] values) {
        int n = axis == 0 ? extent.nx() : axis == 1 ? extent.ny() : extent.nz();
        int stride = axis == 0 ? 1 : axis == 1 ? extent.nx() : extent.nx() * extent.ny();
        int reach = kernel.length / 2;
        var from = new int[n + 2 * reach];
        for (int i = 0; i < from.length; i++) {
            from[i] = boundary.within(i - reach, n);
        }
        var line = new double[from.length];
        var result = new double[values.length];
        for (int block = 0; block < values.length; block += n * stride) {
            for (int start = block; start < block + stride; start++) {
                for (int i = 0; i < line.length; i++) {
                    line[i] = from[i] < 0 ? 0 : values[start + from[i] * stride];
                }
                for (int i = 0; i < n; i++) {
                    double sum = 0;
                    for (int t = 0; t < kernel.length; t++) {
                        sum += kernel[kernel.length - 1 - t] * line[i + t];
                    }
                    result[start + i * stride] = sum;
                }
            }
        }
        return result;
    }
}
