package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// report prints the times as a Markdown table; the last column is the median's ratio to the baseline's.
func report(contenders []*contender) {
	base := time.Duration(0)
	for _, c := range contenders {
		slices.Sort(c.times)
		if c.name == baseline {
			base = percentile(c.times, 50)
		}
	}
	fmt.Printf("\n| %-40s | p50 ms | p95 ms | p99 ms | of the empty plugin's |\n| --- | ---: | ---: | ---: | ---: |\n", "")
	for _, c := range contenders {
		fmt.Printf("| %-40s | %6.2f | %6.2f | %6.2f | %6.2f |\n", c.name,
			milliseconds(percentile(c.times, 50)), milliseconds(percentile(c.times, 95)), milliseconds(percentile(c.times, 99)),
			float64(percentile(c.times, 50))/float64(base))
	}
}

// percentile is a percentile of sorted times, by nearest rank.
func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// reportSizes prints what the plugins of the server take up: those that run from the same folder as the empty one.
func reportSizes() error {
	programs, err := filepath.Glob("/proc/[0-9]*/exe")
	if err != nil {
		return err
	}
	folder := ""
	for _, link := range programs {
		if in, name := pluginOf(link); name == "empty" {
			folder = in
		}
	}
	fmt.Printf("\n| %-40s | memory MB | binary MB |\n| --- | ---: | ---: |\n", "")
	for _, link := range programs {
		in, name := pluginOf(link)
		if name == "" || in != folder {
			continue
		}
		info, err := os.Stat(link)
		if err != nil {
			return err
		}
		resident, err := residentKB(filepath.Dir(link))
		if err != nil {
			return err
		}
		fmt.Printf("| %-40s | %9.1f | %9.1f |\n", name, float64(resident)/1024, float64(info.Size())/1e6)
	}
	return nil
}

// pluginOf is the plugin that a process is, and the folder it was installed in; both empty for other processes.
func pluginOf(exe string) (folder, plugin string) {
	program, err := os.Readlink(exe)
	if err != nil {
		return "", "" // gone already, or somebody else's
	}
	before, after, ok := strings.Cut(program, "/plugins/")
	if !ok {
		return "", ""
	}
	plugin, _, _ = strings.Cut(after, "/")
	return before, plugin
}

// residentKB is a process's resident memory in KiB, of its folder in /proc.
func residentKB(process string) (int, error) {
	status, err := os.ReadFile(filepath.Join(process, "status"))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		var resident int
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &resident); err == nil {
			return resident, nil
		}
	}
	return 0, fmt.Errorf("%s tells no resident memory", process)
}
