package bundle

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
)

// WithVersion copies a bundle into dir and gives the copy another version.
func WithVersion(file, version, dir string) (string, error) {
	from, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer from.Close()
	unzipped, err := gzip.NewReader(from)
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", file, err)
	}
	copied := filepath.Join(dir, version+".tar.gz")
	to, err := os.Create(copied)
	if err != nil {
		return "", err
	}
	defer to.Close()
	zipped, err := gzip.NewWriterLevel(to, gzip.BestSpeed)
	if err != nil {
		return "", err
	}
	if err := copyWithVersion(tar.NewWriter(zipped), tar.NewReader(unzipped), version); err != nil {
		return "", fmt.Errorf("copying %s: %w", file, err)
	}
	return copied, zipped.Close()
}

func copyWithVersion(to *tar.Writer, from *tar.Reader, version string) error {
	for {
		header, err := from.Next()
		if errors.Is(err, io.EOF) {
			return to.Close()
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(from)
		if err != nil {
			return err
		}
		if path.Base(header.Name) == "plugin.json" {
			if content, err = setVersion(content, version); err != nil {
				return err
			}
			header.Size = int64(len(content))
		}
		if err := to.WriteHeader(header); err != nil {
			return err
		}
		if _, err := to.Write(content); err != nil {
			return err
		}
	}
}

func setVersion(manifest []byte, version string) ([]byte, error) {
	var fields map[string]any
	if err := json.Unmarshal(manifest, &fields); err != nil {
		return nil, err
	}
	fields["version"] = version
	return json.Marshal(fields)
}
