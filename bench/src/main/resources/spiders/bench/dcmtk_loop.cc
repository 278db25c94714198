// SPDX-License-Identifier: Apache-2.0
// Reads each DICOM file of a list wholly into memory and writes it again, as dcmconv does, but all
// in one process: what DCMTK's library can do when it is warm. Prints seconds of wall and of CPU.
#include "dcmtk/config/osconfig.h"
#include "dcmtk/dcmdata/dctk.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <sys/resource.h>

static double cpuSeconds() {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
            + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    std::ifstream list(argv[1]);
    auto start = std::chrono::steady_clock::now();
    double cpu = cpuSeconds();
    for (std::string name; std::getline(list, name);) {
        DcmFileFormat file;
        const char *path = name.c_str();
        if (file.loadFile(path, EXS_Unknown, EGL_noChange, DCM_MaxReadLength).bad()) return 1;
        file.loadAllDataIntoMemory();
        E_TransferSyntax syntax = file.getDataset()->getOriginalXfer();
        if (file.saveFile(argv[2], syntax).bad()) return 1;
    }
    std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::printf("%.6f %.6f\n", wall.count(), cpuSeconds() - cpu);
    return 0;
}
