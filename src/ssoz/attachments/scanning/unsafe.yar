// SPDX-License-Identifier: EUPL-1.2
// What has no business in a signed application, wherever in the file it lies. Signatures are long enough
// (six bytes and more) not to turn up by chance in ten megabytes of a compressed picture.

rule eicar {
  meta: danger = "malware"
  strings: $a = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
  condition: $a
}

rule windows_program {
  meta: danger = "malware"
  strings:
    $dos = "This program cannot be run in DOS mode"
    $must = "This program must be run under Win32"
    $pe = { 4D 5A ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? ?? [44] ?? 00 00 00 [0-448] 50 45 00 00 (4C | 64) (01 | 86) }
  condition: any of them
}

rule unix_program {
  meta: danger = "malware"
  strings:
    $elf = { 7F 45 4C 46 (01 | 02) (01 | 02) 01 [9] (01 | 02 | 03) 00 }
    $shell = /#!\s?\/(usr\/)?bin\/(env |ba|z|da)?(sh|bash|python|perl)/
  condition: any of them
}

rule powershell {
  meta: danger = "malware"
  strings:
    $a = "powershell" nocase ascii wide
    $b = /-(enc|encodedcommand|nop|noprofile|windowstyle|ep|executionpolicy)\b/ nocase ascii wide
  condition: $a and $b
}

rule page_or_script {
  meta: danger = "polyglot"
  strings:
    $script = /<script[\s>]/ nocase
    $html = /<html[\s>]/ nocase
    $hta = "<hta:application" nocase
    $php = "<?php" nocase
    $iframe = /<iframe[\s>]/ nocase
    $svg = /<svg[\s>]/ nocase
    $entity = "<!ENTITY"
  condition: any of them
}

rule archive {
  meta: danger = "polyglot"
  strings:
    $rar = { 52 61 72 21 1A 07 }
    $seven = { 37 7A BC AF 27 1C }
    $cabinet = { 4D 53 43 46 00 00 00 00 }
    $xz = { FD 37 7A 58 5A 00 }
    $office = { D0 CF 11 E0 A1 B1 1A E1 }
    $zip = { 50 4B 03 04 (0A | 14 | 2D) 00 [4] ?? ?? ?? ?? [12] ?? 00 ?? 00 (61 | 5B | 4D | 77 | 78 | 70 | 6D) }
  condition: $rar or $seven or $cabinet or $xz or $office or $zip
}

rule pdf_inside_another_file {
  meta: danger = "polyglot"
  strings: $a = "%PDF-"
  condition: for any i in (1..#a) : (@a[i] > 0 and @a[i] < 1024)
}
