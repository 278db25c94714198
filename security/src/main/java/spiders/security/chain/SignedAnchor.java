// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

/**
 * An anchor with its signature.
 *
 * @param key the name of the key: the first 16 hexadecimal digits of the SHA-256 of its public half
 * @param signature Ed25519 (RFC 8032) over {@link Anchor#signedBytes()}, in Base64
 */
public record SignedAnchor(Anchor anchor, String key, String signature) {}
