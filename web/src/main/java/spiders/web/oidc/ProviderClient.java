// SPDX-License-Identifier: Apache-2.0
package spiders.web.oidc;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

import spiders.dicom.net.TLS;
import spiders.security.OidcProvider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;

/** Asks one provider: over TLS that is believed, for a limited time, up to a limited length. */
final class ProviderClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 1 << 20;

    private final JdkClientHttpRequestFactory requests;

    ProviderClient(OidcProvider.Trust trust) throws IOException {
        var tls =
                trust instanceof OidcProvider.Trust.OfFile(var authorities)
                        ? TLS.ofJava().trusting(authorities)
                        : TLS.ofJava();
        var client =
                tls.protecting(HttpClient.newBuilder())
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(ANSWER);
    }

    /** For descriptions, keys, and what is known of a person. */
    RestTemplate documents() {
        var template = new RestTemplate(requests);
        template.getInterceptors().add(ProviderClient::bounded);
        return template;
    }

    /** Exchanges codes for tokens. */
    RestClientAuthorizationCodeTokenResponseClient tokens() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(
                RestClient.builder()
                        .requestFactory(requests)
                        .requestInterceptor(ProviderClient::bounded)
                        .configureMessageConverters(ProviderClient::ofTokens)
                        .defaultStatusHandler(
                                HttpStatusCode::is5xxServerError,
                                (request, response) -> {
                                    throw new IOException("the provider is not well");
                                })
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return client;
    }

    private static void ofTokens(HttpMessageConverters.ClientBuilder converters) {
        converters
                .addCustomConverter(new FormHttpMessageConverter())
                .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
    }

    private static ClientHttpResponse bounded(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return new Bounded(execution.execute(request, body));
    }

    /** A response whose body ends with a failure beyond the limit. */
    private record Bounded(ClientHttpResponse response) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return response.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return response.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return response.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return new BoundedStream(response.getBody());
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private static final class BoundedStream extends FilterInputStream {

        private long left = MAX_BYTES;

        BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("a provider's answer is longer than a mebibyte");
            }
        }
    }
}
