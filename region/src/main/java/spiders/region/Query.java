// SPDX-License-Identifier: Apache-2.0
package spiders.region;

/** A way to ask a source what it holds. */
public enum Query {
    FIND,
    QIDO
}
