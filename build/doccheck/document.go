package main

import (
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// document is what the check needs of a Markdown file.
type document struct {
	links   []string // where links and pictures lead
	anchors []string // what a link's fragment may name
	code    []string // the lines set as code
}

func readDocument(name string) (document, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return document{}, err
	}
	var d document
	tree := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	err = ast.Walk(tree, func(node ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.take(node, source)
		}
		return ast.WalkContinue, nil
	})
	return d, err
}

func (d *document) take(node ast.Node, source []byte) {
	switch node := node.(type) {
	case *ast.Link:
		d.links = append(d.links, string(node.Destination))
	case *ast.Image:
		d.links = append(d.links, string(node.Destination))
	case *ast.Heading:
		d.anchors = append(d.anchors, anchor(textOf(node, source)))
	case *ast.CodeSpan:
		d.code = append(d.code, textOf(node, source))
	case *ast.FencedCodeBlock:
		// Blocks in a programming language are examples of what is not there yet.
		if language := string(node.Language(source)); language == "" || language == "sh" {
			d.code = append(d.code, strings.Split(string(node.Lines().Value(source)), "\n")...)
		}
	}
}

// textOf is a node's text without its markup.
func textOf(node ast.Node, source []byte) string {
	var b strings.Builder
	for child := node.FirstChild(); child != nil; child = child.NextSibling() {
		if leaf, ok := child.(*ast.Text); ok {
			b.Write(leaf.Value(source))
		} else {
			b.WriteString(textOf(child, source))
		}
	}
	return b.String()
}

var notInAnchors = regexp.MustCompile(`[^\p{L}\p{N}_ -]`)

// anchor is the name that GitHub gives a heading.
func anchor(heading string) string {
	return strings.ReplaceAll(notInAnchors.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

// checkLink tells what is wrong with a link in a document; nothing, if it leads out of the project.
func checkLink(documents map[string]document, from, link string) string {
	target, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	if target.Scheme != "" || target.Host != "" {
		return ""
	}
	name := from
	if target.Path != "" {
		name = path.Join(path.Dir(from), target.Path)
	}
	if _, err := os.Stat(name); err != nil {
		return "there is no such file"
	}
	if target.Fragment != "" && !slices.Contains(documents[name].anchors, target.Fragment) {
		return "there is no such heading"
	}
	return ""
}
