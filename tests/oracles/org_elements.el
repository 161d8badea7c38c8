;; Prints what Org has in a file: a line for each element and object, and the texts in it.
(require 'org-element)
(with-temp-buffer
  (insert-file-contents (car command-line-args-left))
  (org-mode)
  (let ((tree (org-element-parse-buffer)))
    (org-element-map tree (append org-element-all-elements org-element-all-objects '(plain-text))
      (lambda (it)
        (let ((type (org-element-type it)))
          (princ (if (eq type 'plain-text)
                     (format "TEXT %S\n" (substring-no-properties it))
                   (format "%s\n" type)))))
      nil nil nil t)))
