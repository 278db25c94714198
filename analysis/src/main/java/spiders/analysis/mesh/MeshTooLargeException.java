// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.mesh;

/** A grid or a mesh would be larger than the limit. */
public final class MeshTooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final long size;
    private final long limit;

    MeshTooLargeException(long size, long limit) {
        super("%d voxels or triangles, limit %d".formatted(size, limit));
        this.size = size;
        this.limit = limit;
    }

    public long size() {
        return size;
    }

    public long limit() {
        return limit;
    }
}
