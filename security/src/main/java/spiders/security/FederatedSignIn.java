// SPDX-License-Identifier: Apache-2.0
package spiders.security;

/** What came of an identity that a provider has proven. */
public sealed interface FederatedSignIn {

    /** There is an account, perhaps made just now and {@link User#isPending() pending}. */
    record Accepted(User user) implements FederatedSignIn {}

    /** Its account was closed. */
    record Closed() implements FederatedSignIn {}

    /** So many accounts wait for an administrator that no further one is made. */
    record TooManyPending() implements FederatedSignIn {}
}
