// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import spiders.dicom.Hex;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.xml.XmlModel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Well-formed inputs from which hostile ones are made. */
final class Seeds {

    private Seeds() {}

    private static DataSetBuilder everything() {
        var item = DataSet.builder().set(Tags.ReferencedSOPInstanceUID, "1.2.3").build();
        var builder =
                DataSet.builder()
                        .set(Tags.SpecificCharacterSet, "", "ISO 2022 IR 87", "ISO 2022 IR 149")
                        .set(Tags.PatientName, "Yamada^Tarou=山田^太郎=やまだ^たろう")
                        .set(Tags.StudyDate, "20260101-20260131")
                        .set(Tags.AcquisitionDateTime, "20260101101530.5+0100")
                        .set(Tags.StudyTime, "1015")
                        .set(Tags.PatientComments, "길\r\n동")
                        .set(Tags.Rows, 512)
                        .set(Tags.PixelRepresentation, 1)
                        .set(Tags.SmallestImagePixelValue, VR.SS, -1L)
                        .set(Tags.SelectorUVValue, "18446744073709551615")
                        .set(Tags.PixelSpacing, 0.5, 1e-9)
                        .set(Tags.FrameIncrementPointer, Tags.FrameTime)
                        .set(Tags.SelectorFDValue, 0.1)
                        .sequence(
                                Tags.ReferencedStudySequence,
                                item,
                                DataSet.builder()
                                        .sequence(Tags.ReferencedImageSequence, item, item)
                                        .build());
        return builder.set(builder.privateTag(9, "SPIDERS", 1), VR.UN, new byte[] {1, 2, 3, 4});
    }

    private static byte[] prefixed(int first, byte[] bytes) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static DataSet image() {
        return everything().set(Tags.PixelData, VR.OW, new byte[64]).build();
    }

    static List<byte[]> dataSets() {
        var fragment = new EncapsulatedElement.Fragment.Held(Bytes.of(new byte[] {-1, -40, -1, 0}));
        var jpeg =
                everything()
                        .set(
                                new EncapsulatedElement(
                                        Tags.PixelData,
                                        VR.OB,
                                        Bytes.of(new byte[4]),
                                        List.of(fragment, fragment)))
                        .build();
        var plain = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        // (0008,1140) SQ with lengths, one item with (0008,1155) UI "1.2"; UN of unknown length.
        var closed =
                Hex.bytes(
                        "08004011 5351 0000 14000000 FEFF00E0 0C000000"
                                + "08005511 5549 0400 312E3200");
        var unknown =
                Hex.bytes(
                        "09001010 554E 0000 FFFFFFFF FEFF00E0 FFFFFFFF 08005511 04000000 312E3200"
                                + "FEFF0DE0 00000000 FEFFDDE0 00000000");
        return List.of(
                prefixed(0, DataSetWriter.bytes(image(), plain)),
                prefixed(1, DataSetWriter.bytes(image(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                prefixed(2, DataSetWriter.bytes(image(), TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)),
                prefixed(
                        3,
                        DataSetWriter.bytes(
                                image(), TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)),
                prefixed(4, DataSetWriter.bytes(jpeg, TransferSyntax.JPEG_BASELINE)),
                prefixed(0x80, DataSetWriter.bytes(image(), plain)),
                prefixed(0x84, DataSetWriter.bytes(jpeg, TransferSyntax.JPEG_BASELINE)),
                prefixed(0, closed),
                prefixed(0, unknown));
    }

    static List<byte[]> json() {
        try {
            var out = new ByteArrayOutputStream();
            JsonModel.write(image(), out, BulkDataURI.inline());
            var array = new ByteArrayOutputStream();
            JsonModel.write(
                    List.of(image(), DataSet.empty()),
                    array,
                    (path, element) -> Optional.of("b/" + path));
            var odd =
                    "{\"00100010\":{\"Value\":[{\"Alphabetic\":\"A^B\"},null,{}],\"vr\":\"PN\","
                            + "\"x\":[{\"y\":[true,1e5]}]},\"00280010\":{\"vr\":\"US\",\"Value\":"
                            + "[1,2.0,\"\\ud83d\\ude00\"]}}";
            return List.of(out.toByteArray(), array.toByteArray(), odd.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<byte[]> xml() {
        try {
            var out = new ByteArrayOutputStream();
            XmlModel.write(image(), out, BulkDataURI.inline());
            var odd =
                    "<?xml version='1.0' encoding='ISO-8859-1'?><!-- c --><NativeDicomModel>"
                            + "<DicomAttribute keyword='Rows'><Value number='3'>1</Value>"
                            + "</DicomAttribute><DicomAttribute tag='00090001' privateCreator='A'"
                            + " vr='LO'><Value><![CDATA[x]]>&#65;</Value></DicomAttribute>"
                            + "<DicomAttribute tag='7FE00010' vr='OW'><BulkData uuid='1'/>"
                            + "</DicomAttribute></NativeDicomModel>";
            var entity = "<!DOCTYPE a [<!ENTITY e 'x'>]><NativeDicomModel>&e;</NativeDicomModel>";
            return List.of(out.toByteArray(), odd.getBytes(UTF_8), entity.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<byte[]> multipart() {
        var body =
                "multipart/related; type=\"application/dicom\"; boundary=\"b\"\n--b\r\n"
                        + "Content-Type: application/dicom\r\n\r\nabc\r\n--b\r\n\r\n\r\n--b  \r\nX:"
                        + " 1\r\n folded\r\n\r\n\r\n-b\r\n--b--\r\n";
        var preamble = "multipart/related;boundary=a\npreamble\r\n--a\r\n\r\nx\r\n--a--";
        return List.of(body.getBytes(UTF_8), preamble.getBytes(UTF_8));
    }

    static List<byte[]> pdus() {
        // A-ASSOCIATE-RQ: version 1, titles, reserved; application context, a presentation
        // context of one abstract and one transfer syntax, user information: maximum length,
        // implementation class, role selection.
        var request =
                Hex.bytes(
                        "01 0001 0000 43414C4C454420202020202020202020"
                                + "43414C4C494E47202020202020202020"
                                + "00".repeat(32)
                                + "10 00 0015 312E322E3834302E31303030382E332E312E312E31"
                                + "20 00 002E 01000000"
                                + "30 00 0011 312E322E3834302E31303030382E312E31"
                                + "40 00 0011 312E322E3834302E31303030382E312E32"
                                + "50 00 001A 51 00 0004 00004000 52 00 0005 312E322E33"
                                + "54 00 0005 0001 31 01 00");
        var accept = request.clone();
        accept[0] = 2;
        return List.of(
                request,
                accept,
                Hex.bytes("03 00 01 01 07"),
                Hex.bytes("05 00000000"),
                Hex.bytes("07 0000 02 06"));
    }

    static List<byte[]> directories() {
        var image =
                DataSet.builder()
                        .set(Tags.DirectoryRecordType, "IMAGE")
                        .set(Tags.OffsetOfTheNextDirectoryRecord, 0L)
                        .set(Tags.OffsetOfReferencedLowerLevelDirectoryEntity, 0L)
                        .set(Tags.ReferencedFileID, "DICOM", "IM1")
                        .build();
        var patient =
                image.toBuilder()
                        .set(Tags.DirectoryRecordType, "PATIENT")
                        .set(Tags.OffsetOfReferencedLowerLevelDirectoryEntity, 500L)
                        .build();
        var directory =
                DataSet.builder()
                        .set(Tags.FileSetID, "SET")
                        .set(Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity, 388L)
                        .sequence(Tags.DirectoryRecordSequence, patient, image, image, patient)
                        .build();
        var out = new ByteArrayOutputStream();
        try {
            Part10.writeHeader(
                    out,
                    FileMeta.of(
                            UIDs.MediaStorageDirectoryStorage,
                            new UID("1.2"),
                            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.writeBytes(DataSetWriter.bytes(directory, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        return List.of(out.toByteArray());
    }
}
