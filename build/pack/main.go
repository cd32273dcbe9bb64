// Command pack makes the plugin's bundle: a tar.gz with the manifest, which gets its version, and the given files and
// folders. The same files always make the same bytes: names are in order, and owners and times are fixed.
//
// A file or folder keeps its path, or gets another one by FROM=TO.
//
//	pack -version 1.2.3 -time 1700000000 -o dist/blizz-1.2.3.tar.gz assets assets/icon.svg=public/icon.svg server/dist webapp/dist
package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const manifestName = "plugin.json"

func main() {
	log.SetFlags(0)
	version := flag.String("version", "", "the version to write into the manifest")
	seconds := flag.Int64("time", 0, "the time of all files, in seconds since 1970")
	out := flag.String("o", "", "the bundle to write")
	flag.Parse()
	if err := pack(*out, *version, time.Unix(*seconds, 0), flag.Args()); err != nil {
		log.Fatalf("pack: %v", err)
	}
}

func pack(out, version string, modified time.Time, sources []string) (err error) {
	manifest, id, err := readManifest(version)
	if err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	compressed, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		return err
	}
	b := bundle{tar: tar.NewWriter(compressed), folder: id, modified: modified}
	if err := b.add(manifestName, manifest, 0o644); err != nil {
		return err
	}
	for _, source := range sources {
		if err := b.addTree(source); err != nil {
			return err
		}
	}
	if err := b.tar.Close(); err != nil {
		return err
	}
	return compressed.Close()
}

// readManifest returns the manifest with its version, and the plugin's ID.
func readManifest(version string) (data []byte, id string, err error) {
	data, err = os.ReadFile(manifestName)
	if err != nil {
		return nil, "", err
	}
	var manifest struct{ ID, Version string }
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, "", err
	}
	// The version is replaced as text, so that the manifest keeps its order and format.
	from, to := `"version": "`+manifest.Version+`"`, `"version": "`+version+`"`
	return []byte(strings.Replace(string(data), from, to, 1)), manifest.ID, nil
}

type bundle struct {
	tar      *tar.Writer
	folder   string
	modified time.Time
}

// addTree adds a file, or all files of a folder in the order of their names.
func (b *bundle) addTree(source string) error {
	source, target, moved := strings.Cut(source, "=")
	if !moved {
		target = source
	}
	return filepath.WalkDir(source, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		mode := int64(0o644)
		if strings.HasPrefix(entry.Name(), "plugin-") {
			mode = 0o755
		}
		return b.add(target+filepath.ToSlash(strings.TrimPrefix(name, source)), data, mode)
	})
}

func (b *bundle) add(name string, data []byte, mode int64) error {
	header := &tar.Header{
		Name:    path.Join(b.folder, name),
		Mode:    mode,
		Size:    int64(len(data)),
		ModTime: b.modified,
		Format:  tar.FormatUSTAR,
	}
	if err := b.tar.WriteHeader(header); err != nil {
		return err
	}
	_, err := b.tar.Write(data)
	return err
}
