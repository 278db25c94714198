// SPDX-License-Identifier: Apache-2.0
/** The DICOM toolkit: data sets, files, network and web, on the JDK alone. */
module spiders.dicom {
    requires java.net.http;
    requires java.xml;
    requires jdk.charsets; // those of Japan, Korea, China and Thailand
    requires jdk.net;
    requires static org.jspecify;

    exports spiders.dicom.data;
    exports spiders.dicom.deid;
    exports spiders.dicom.dictionary;
    exports spiders.dicom.io;
    exports spiders.dicom.iod;
    exports spiders.dicom.json;
    exports spiders.dicom.media;
    exports spiders.dicom.net;
    exports spiders.dicom.pixel;
    exports spiders.dicom.pixel.jpeg2000;
    exports spiders.dicom.presentation;
    exports spiders.dicom.web;
    exports spiders.dicom.xml;
}
