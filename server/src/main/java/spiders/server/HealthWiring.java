// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.server.health.Readiness;

import javax.sql.DataSource;

/** Whether the hub can do its work. */
@Configuration(proxyBeanMethods = false)
class HealthWiring {

    /** Below this no object is taken, and the hub says that it is not ready. */
    static final long DISK_RESERVE_BYTES = 1L << 30;

    @Bean
    Readiness readiness(
            DataSource dataSource,
            spiders.server.configuration.Configuration configuration,
            DicomDoor dicom) {
        return new Readiness(
                dataSource, configuration.data(), DISK_RESERVE_BYTES, dicom::isRunning);
    }
}
