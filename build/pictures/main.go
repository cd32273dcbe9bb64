// Command pictures cuts the documents' pictures from the screens that the browser tests keep, so that they show the
// plugin as it is. When a screen's layout changes, its rectangle here does too.
//
//	pictures -screens e2e/web/output/screens -o docs/pictures
package main

import (
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"log"
	"os"
	"path/filepath"
)

// maxSize bounds a picture's file, in bytes: everybody who clones the repository gets it.
const maxSize = 100_000

// pictures are what is cut from which screen.
var pictures = []struct {
	name, screen string
	from         image.Rectangle
}{
	{"channel", "cards-light-1280", image.Rect(220, 0, 1280, 710)},
	{"invitation", "cards-light-1280", image.Rect(220, 525, 900, 710)},
	{"qr-code", "card-qr-and-end-light-1280", image.Rect(220, 336, 900, 720)},
	{"phone", "cards-light-360", image.Rect(0, 0, 360, 740)},
	{"planned", "card-planned-light-1280", image.Rect(220, 465, 900, 710)},
	{"dialog", "dialog-light-1280", image.Rect(330, 150, 950, 630)},
	{"dialog-plan", "dialog-planned-light-1280", image.Rect(340, 500, 940, 690)},
	{"link", "link-and-permalink-light-1280", image.Rect(220, 405, 900, 555)},
	{"my-room", "my-room-light-1280", image.Rect(270, 205, 1010, 600)},
	{"settings", "settings-page-light-1280", image.Rect(0, 0, 920, 545)},
	{"settings-refused", "settings-page-refused-light-1280", image.Rect(0, 62, 920, 470)},
}

func main() {
	log.SetFlags(0)
	screens := flag.String("screens", "", "the folder of the screens")
	out := flag.String("o", "", "the folder to write to")
	flag.Parse()
	for _, p := range pictures {
		if err := cut(filepath.Join(*screens, p.screen+".png"), p.from, filepath.Join(*out, p.name+".png")); err != nil {
			log.Fatalf("pictures: %s: %v (make test-browser makes the screens)", p.name, err)
		}
	}
}

func cut(screen string, from image.Rectangle, out string) error {
	file, err := os.Open(screen)
	if err != nil {
		return err
	}
	defer file.Close()
	whole, err := png.Decode(file)
	if err != nil {
		return err
	}
	if !from.In(whole.Bounds()) {
		return fmt.Errorf("the screen has only %v", whole.Bounds())
	}
	picture := image.NewRGBA(from.Sub(from.Min))
	draw.Draw(picture, picture.Bounds(), whole, from.Min, draw.Src)
	return write(picture, out)
}

func write(picture image.Image, out string) error {
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(file, picture); err != nil {
		return err
	}
	if info, err := file.Stat(); err != nil {
		return err
	} else if info.Size() > maxSize {
		return fmt.Errorf("it has %d bytes, and may have %d", info.Size(), maxSize)
	}
	return file.Close()
}
