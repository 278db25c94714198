// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

/**
 * An image as a person picks it out of its study.
 *
 * @param description of its series
 * @param number InstanceNumber; zero where it has none
 * @param frames at least 1
 */
public record NotedImage(
        NotedInstance instance, String modality, String description, int number, int frames) {}
