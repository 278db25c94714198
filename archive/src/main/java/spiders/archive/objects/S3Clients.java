// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

import spiders.archive.ObjectPlace.Bucket;
import spiders.archive.ObjectPlace.Keys;
import spiders.archive.ObjectPlace.Trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes the client of a store by what the administrator wrote, and by nothing else: no profile, no
 * environment, no proxy of the machine.
 */
final class S3Clients {

    private static final int CONNECTIONS = 64;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** The longest that one try of a request may take, whatever drips meanwhile. */
    private static final Duration TRY = Duration.ofSeconds(30);

    private S3Clients() {}

    static S3Client of(Bucket place) throws IOException {
        var address = place.address();
        var override =
                ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(TRY)
                        .defaultProfileFile(ProfileFile.aggregator().build())
                        .build();
        return S3Client.builder()
                .endpointOverride(address.endpoint())
                .region(Region.of(address.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(place.keys())))
                .forcePathStyle(address.isPathStyle())
                // What is sent has its MD5 with it, which every store knows.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder()
                                .chunkedEncodingEnabled(false)
                                // A store that does not say "continue" would cost seconds each.
                                .expectContinueEnabled(false)
                                .build())
                .overrideConfiguration(override)
                .httpClient(http(place.trust()))
                .build();
    }

    private static SdkHttpClient http(Trust trust) throws IOException {
        var builder =
                ApacheHttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(SILENCE)
                        .socketTimeout(SILENCE)
                        .expectContinueEnabled(false)
                        .proxyConfiguration(
                                ProxyConfiguration.builder()
                                        .useSystemPropertyValues(false)
                                        .useEnvironmentVariableValues(false)
                                        .build());
        return switch (trust) {
            case Trust.OfPublic() -> builder.build();
            case Trust.OfFile(var authorities) -> {
                var managers = managers(authorities);
                yield builder.tlsTrustManagersProvider(() -> managers).build();
            }
        };
    }

    private static TrustManager[] managers(Path authorities) throws IOException {
        try (var in = Files.newInputStream(authorities)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("%s holds no certificate".formatted(authorities));
            }
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : certificates) {
                store.setCertificateEntry("authority" + number++, certificate);
            }
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("%s holds no PEM certificates".formatted(authorities), e);
        }
    }

    private static AwsBasicCredentials credentials(Keys keys) throws IOException {
        return AwsBasicCredentials.create(line(keys.accessKeyFile()), line(keys.secretKeyFile()));
    }

    private static String line(Path file) throws IOException {
        var line = Files.readString(file).strip();
        if (line.isEmpty()) {
            throw new IOException("%s is empty".formatted(file));
        }
        return line;
    }
}
