// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.error.ErrorPageRegistry;
import org.springframework.boot.webmvc.error.ErrorController;

/** Sends what the container itself refuses to our route {@code /error}, and keeps Boot's away. */
public final class ErrorPage implements ErrorController, ErrorPageRegistrar {

    static final String PATH = "/error";

    ErrorPage() {}

    @Override
    public void registerErrorPages(ErrorPageRegistry registry) {
        registry.addErrorPages(new org.springframework.boot.web.error.ErrorPage(PATH));
    }
}
