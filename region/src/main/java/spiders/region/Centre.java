// SPDX-License-Identifier: Apache-2.0
package spiders.region;

/**
 * A hospital centre authorised for radiotherapy in the region.
 *
 * @param latitude of the city, in degrees north
 * @param longitude of the city, in degrees east
 */
public record Centre(
        String id,
        String name,
        String city,
        String departmentCode,
        String department,
        String subTerritory,
        double latitude,
        double longitude) {}
