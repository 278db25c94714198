// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

/**
 * What ties a record to all before it.
 *
 * @param position counted from 1, without gaps
 * @param settled every record up to this id was in the chain before this one, or will never be: a
 *     record of an id up to here was put in afterwards
 * @param form of the bytes that the digest is over
 * @param digest of those bytes
 */
public record ChainLink(long position, long settled, int form, AuditDigest digest) {}
