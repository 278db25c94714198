// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Certificates, revocation lists and private keys in PEM files (RFC 7468). */
final class PEMFile {

    private static final System.Logger LOG = System.getLogger(PEMFile.class.getName());
    private static final long MAX_LENGTH = 1 << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
    private static final byte[] RSA_ALGORITHM =
            HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final String EC_PUBLIC_KEY = "06072a8648ce3d0201";
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int SEC1_CURVE = 0xA0;

    private PEMFile() {}

    static List<X509Certificate> certificates(Path file) throws IOException {
        var certificates = new ArrayList<X509Certificate>();
        var blocks = BLOCK.matcher(text(file));
        while (blocks.find()) {
            if (blocks.group(1).endsWith("CERTIFICATE")) {
                certificates.add(certificate(file, bytes(file, blocks.group(2))));
            }
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " holds no PEM certificate");
        }
        return certificates;
    }

    private static X509Certificate certificate(Path file, byte[] der) throws IOException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IOException(file + " holds a certificate that cannot be read", e);
        }
    }

    /** The certificate revocation lists that stand among the certificates; there may be none. */
    static List<X509CRL> revocationLists(Path file) throws IOException {
        var lists = new ArrayList<X509CRL>();
        var blocks = BLOCK.matcher(text(file));
        while (blocks.find()) {
            if (blocks.group(1).equals("X509 CRL")) {
                lists.add(revocationList(file, bytes(file, blocks.group(2))));
            }
        }
        return lists;
    }

    private static X509CRL revocationList(Path file, byte[] der) throws IOException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return (X509CRL) factory.generateCRL(new ByteArrayInputStream(der));
        } catch (CertificateException | CRLException e) {
            throw new IOException(file + " holds a revocation list that cannot be read", e);
        }
    }

    static PrivateKey privateKey(Path file) throws IOException {
        var blocks = BLOCK.matcher(text(file));
        while (blocks.find()) {
            var der = bytes(file, blocks.group(2));
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return privateKey(file, der);
                }
                case "RSA PRIVATE KEY" -> {
                    return privateKey(file, pkcs8(RSA_ALGORITHM, der));
                }
                case "EC PRIVATE KEY" -> {
                    return privateKey(file, pkcs8(curveOf(file, der), der));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                        throw new IOException(
                                file + " is encrypted: give the key without a pass phrase");
                default -> {} // EC PARAMETERS and certificates may stand before the key.
            }
        }
        throw new IOException(file + " holds no PEM private key");
    }

    private static PrivateKey privateKey(Path file, byte[] pkcs8) throws IOException {
        for (var algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                LOG.log(System.Logger.Level.TRACE, "{0} holds no {1} key", file, algorithm);
            } catch (GeneralSecurityException e) {
                throw new IOException(file + " cannot be read", e);
            }
        }
        throw new IOException(file + " holds no RSA, EC or EdDSA private key");
    }

    /** Refuses a key that does not belong to the certificate: peers would only say "decrypt". */
    static void requirePair(X509Certificate certificate, PrivateKey key, Path file, Path keyFile)
            throws IOException, GeneralSecurityException {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        var challenge = new byte[32];
        new SecureRandom().nextBytes(challenge);
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(challenge);
        var signed = signature.sign();
        boolean pair = certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm());
        if (pair) {
            signature.initVerify(certificate.getPublicKey());
            signature.update(challenge);
            pair = signature.verify(signed);
        }
        if (!pair) {
            throw new IOException(
                    "Key %s does not belong to the first certificate of %s"
                            .formatted(keyFile, file));
        }
    }

    private static byte[] curveOf(Path file, byte[] sec1) throws IOException {
        try {
            return ecAlgorithm(file, sec1);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException(file + " holds an EC key that is cut short", e);
        }
    }

    /** The algorithm of SEC 1 key bytes, whose curve stands under tag [0] (RFC 5915). */
    private static byte[] ecAlgorithm(Path file, byte[] sec1) throws IOException {
        // SEQUENCE, INTEGER 1, OCTET STRING key, [0] curve: lengths below 128 but the first's.
        int key = (sec1[1] & 0x80) == 0 ? 5 : 6;
        int curve = key + 2 + sec1[key + 1];
        if (sec1[key] != OCTET_STRING
                || curve + 2 > sec1.length
                || (sec1[curve] & 0xFF) != SEC1_CURVE) {
            throw new IOException(file + " holds an EC key without its curve: use PKCS#8");
        }
        int length = sec1[curve + 1];
        var algorithm = new ByteArrayOutputStream();
        algorithm.writeBytes(HexFormat.of().parseHex(EC_PUBLIC_KEY));
        algorithm.write(sec1, curve + 2, length);
        return der(SEQUENCE, algorithm.toByteArray());
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(VERSION_0);
        out.writeBytes(algorithm);
        out.writeBytes(der(OCTET_STRING, key));
        return der(SEQUENCE, out.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length <= 0xFFFF) {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] bytes(Path file, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not base 64 between its PEM lines", e);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_LENGTH) {
            throw new IOException(file + " is too large for a PEM file");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
